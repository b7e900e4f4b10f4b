/** What the SDK's module is on the ESP32, for its simulator on Linux, which has no pins. */
export default class Digital {
	read() {
		return 1;
	}
	write() {}
}

Digital.Input = 0;
Digital.InputPullUp = 1;
Digital.Output = 8;
