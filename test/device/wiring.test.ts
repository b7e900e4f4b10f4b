/** The device's network from Wi-Fi up, beside fakes of the SDK's modules: what is open when. */
import assert from "node:assert/strict";
import { App } from "../../src/app.ts";
import { deviceModule } from "../support/device-module.ts";
import { Client, encode } from "../support/fake-connection.ts";
import { FakeSlots } from "../support/slots.ts";

const GET = "GET /set-up HTTP/1.1\r\nHost: 192.168.4.1\r\n\r\n";

interface Module {
	openNetwork(app: App, clock: { now(): number }): () => void;
}

/** A device that is switched on, and a list of what it does to the machine. */
class Device {
	readonly app = new App({ encode, slots: new FakeSlots() }, {}, 0);
	isUp = true;
	#done: string[] = [];
	#now = 0;
	#notify: (message: string) => void = () => {};
	readonly #tick: () => void;

	constructor() {
		const { openNetwork } = deviceModule<Module>("network", this.#machine());
		this.#tick = openNetwork(this.app, { now: () => this.#now });
	}

	/** What was done, since it was last looked at. */
	get done(): string[] {
		return this.#done.splice(0);
	}

	pass(seconds: number): this {
		for (let i = 0; i < seconds; i++) {
			this.#now += 1000;
			this.#tick();
		}
		return this;
	}

	hasAddress(): void {
		this.#notify("gotIP");
	}

	hasLost(): void {
		this.#notify("disconnect");
	}

	ask(request: string): string {
		return new Client(this.app.server).send(request).sent;
	}

	#machine(): object {
		const done = (what: string) => void this.#done.push(what);
		const isUp = () => this.isUp;
		const hear = (notify: (message: string) => void) => {
			this.#notify = notify;
		};
		function Driver(_: undefined, notify: (message: string) => void) {
			hear(notify);
		}
		return {
			"mc/config": { httpPort: "80" },
			"embedded:io/socket/listener": class {
				constructor() {
					if (!isUp()) throw new Error("network not ready");
					done("listen");
				}
			},
			"embedded:io/socket/tcp": class {},
			"embedded:io/socket/udp": class {
				readonly #port: number;
				constructor({ port = 0 }: { port?: number }) {
					this.#port = port;
					done(`udp ${port}`);
				}
				write(_: Uint8Array, address: string, port: number): void {
					done(`ask ${address} ${port}`);
				}
				close(): void {
					done(`no udp ${this.#port}`);
				}
			},
			"embedded:network/dnssd": class {
				claim({ host }: { host: string }): void {
					done(`claim ${host}`);
				}
				close(): void {
					done("no names");
				}
			},
			timer: {},
			net: {
				get: (what: string) => (what === "MAC" ? "A4:D1:8C:DB:C0:20" : "192.0.2.7"),
				resolve: (host: string, told: (name: string, address: string) => void) =>
					told(host, "192.0.2.123"),
			},
			wifi: Object.assign(Driver, {
				gotIP: "gotIP",
				disconnected: "disconnect",
				connect: ({ ssid }: { ssid: string }) => done(`join ${ssid}`),
				disconnect: () => done("leave"),
				accessPoint: ({ ssid }: { ssid: string }) => done(`open ${ssid}`),
				scan: () => done("scan"),
			}),
		};
	}
}

describe("the device's network", () => {
	it("is an access point with DNS where none is set up, and listens as soon as it can", () => {
		const device = new Device();
		assert.deepEqual(device.done, ["open Glimt-C020", "scan"]);
		device.isUp = false;
		device.pass(2);
		assert.deepEqual(device.done, ["udp 53"]);
		device.isUp = true;
		device.pass(2);
		assert.deepEqual(device.done, ["listen"]);
		device.pass(600);
		assert.deepEqual(device.done, ["no udp 53"], "nobody chose");
	});

	it("has a name and asks for the time once it has joined, and not while it has not", () => {
		const device = new Device().pass(1);
		const { token } = JSON.parse(/\{.*\}/.exec(device.ask(GET))?.[0] ?? "");
		const form = `ssid=Hjemme&password=hemmelig!&token=${token}`;
		device.done;
		const head = `POST /set-up HTTP/1.1\r\nHost: 192.168.4.1\r\nContent-Length: ${form.length}`;
		assert.match(device.ask(`${head}\r\n\r\n${form}`), /^HTTP\/1\.1 200 /);
		device.pass(3);
		assert.deepEqual(device.done, ["join Hjemme", "no udp 53"]);
		device.hasAddress();
		device.pass(4);
		assert.deepEqual(device.done, ["claim glimt", "udp 0", "ask 192.0.2.123 123"]);
		device.hasLost();
		device.pass(1);
		assert.deepEqual(device.done, ["join Hjemme", "no names"]);
		device.hasAddress();
		device.pass(1);
		device.hasAddress();
		device.pass(3);
		assert.deepEqual(device.done, ["claim glimt", "ask 192.0.2.123 123"]);
	});

	it("takes another name when the owner puts one", () => {
		const device = new Device();
		device.app.settings.change({ ssid: "Hjemme", password: "" });
		device.pass(4);
		device.hasAddress();
		device.pass(1);
		device.done;
		device.app.settings.change({ name: "stue" });
		device.pass(1);
		assert.deepEqual(device.done.slice(0, 2), ["no names", "claim stue"]);
	});
});
