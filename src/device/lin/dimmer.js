/** The simulator's window has no brightness. */
export default class Dimmer {
	write() {}
}
