/** The device's listener beside a fake of the SDK's TCP, which tells and throws as the SDK's source says. */
import assert from "node:assert/strict";
import { HttpServer } from "../../src/http/server.ts";
import { deviceModule } from "../support/device-module.ts";
import { echo, encode } from "../support/fake-connection.ts";

const GET = "GET /a?b HTTP/1.1\r\nHost: 192.168.1.20\r\n\r\n";
const ROOM = 8192;

interface Options {
	readonly from: { readonly isReset: boolean };
	onReadable(count: number): void;
	onWritable(count: number): void;
	onError(): void;
}

class FakeTcp {
	sent = "";
	isClosed = false;
	readonly #options: Options;
	#waiting: number[] = [];
	#isLost = false;

	constructor(options: Options) {
		if (options.from.isReset) throw new Error("invalid from");
		this.#options = options;
	}

	/** What has come is told in this order; that the peer has gone only when no octets wait. */
	deliver(text: string, isGone = false, room = ROOM): this {
		this.#isLost ||= isGone;
		this.#waiting.push(...encode(text));
		if (text !== "") this.#options.onReadable(this.#waiting.length);
		if (this.isClosed) return this;
		if (!this.#isLost) this.#options.onWritable(room);
		else if (this.#waiting.length === 0) this.#options.onError();
		return this;
	}

	read(count: number): ArrayBuffer {
		if (this.isClosed || count > this.#waiting.length) throw new Error("invalid");
		return Uint8Array.from(this.#waiting.splice(0, count)).buffer;
	}

	write(octets: Uint8Array): void {
		if (this.isClosed || this.#isLost) throw new Error("not ready");
		this.sent += String.fromCharCode(...octets);
	}

	close(): void {
		this.isClosed = true;
	}
}

/** A device that listens, and its connections in the order in which they came. */
class Device {
	readonly server = new HttpServer(echo, encode, { maxConnections: 2 });
	readonly sockets: FakeTcp[] = [];
	/** Of each connection to be taken over: its peer has reset it already. */
	#accepted: boolean[] = [];
	#timers: (() => void)[] = [];
	#onReadable: (count: number) => void = () => {};

	constructor() {
		const { sockets } = this;
		const accepted = () => this.#accepted.shift();
		const listen = (onReadable: (count: number) => void) => {
			this.#onReadable = onReadable;
		};
		const machine = {
			"mc/config": { httpPort: "80" },
			"embedded:io/socket/listener": class {
				constructor(options: { onReadable(this: object, count: number): void }) {
					listen((count) => options.onReadable.call(this, count));
				}
				read() {
					return { isReset: accepted(), close: () => {} };
				}
			},
			"embedded:io/socket/tcp": class extends FakeTcp {
				constructor(options: Options) {
					super(options);
					sockets.push(this);
				}
			},
			timer: { set: (call: () => void) => this.#timers.push(call) },
		};
		const { openListener } = deviceModule<{ openListener(app: object, clock: object): void }>(
			"listener",
			machine,
		);
		openListener({ server: this.server }, { now: () => 0 });
	}

	/** As many connections come at once; of those named in `lost` the peer has reset it already. */
	connect(count: number, lost: readonly number[] = []): FakeTcp[] {
		this.#accepted = Array.from({ length: count }, (_, i) => lost.includes(i));
		this.sockets.length = 0;
		this.#onReadable(count);
		return [...this.sockets];
	}

	runTimers(): void {
		for (const call of this.#timers.splice(0)) call();
	}
}

describe("the device's listener", () => {
	it("answers what comes with the connection, and after it", () => {
		const device = new Device();
		const [tcp] = device.connect(1) as [FakeTcp];
		tcp.deliver(GET);
		device.runTimers();
		tcp.deliver(GET);
		assert.equal(tcp.sent.split("HTTP/1.1 200 OK").length, 3);
		assert.equal(tcp.isClosed, false);
		assert.equal(tcp.deliver("", true).isClosed, true);
		assert.equal(device.server.counts.requests, 2);
	});

	it("sends as much as there is room for, and the rest later", () => {
		const [tcp] = new Device().connect(1) as [FakeTcp];
		tcp.deliver(GET, false, 10);
		assert.equal(tcp.sent, "HTTP/1.1 2");
		tcp.deliver("", false, 1000);
		assert.match(tcp.sent, /GET \/a b 0$/);
	});

	it("says that all are busy to who comes too late", () => {
		const device = new Device();
		for (const tcp of device.connect(2)) tcp.deliver("GET");
		const [third] = device.connect(1) as [FakeTcp];
		third.deliver(GET);
		assert.match(third.sent, /^HTTP\/1\.1 503 /);
		assert.equal(third.isClosed, true);
	});

	it("ends a connection whose peer went before there was room to answer", () => {
		const device = new Device();
		const [tcp] = device.connect(1) as [FakeTcp];
		tcp.deliver(GET, true);
		device.runTimers();
		assert.equal(tcp.isClosed, true);
		assert.equal(device.server.counts.connections, 0);
	});

	it("takes a peer that went with its request for no fault of ours", () => {
		const device = new Device();
		const [tcp] = device.connect(1) as [FakeTcp];
		tcp.deliver("").deliver(GET, true);
		assert.equal(tcp.isClosed, true);
		assert.equal(device.server.counts.failures, 0);
		assert.equal(device.server.counts.requests, 1);
		const [next] = device.connect(1) as [FakeTcp];
		assert.match(next.deliver(GET).sent, /^HTTP\/1\.1 200 /);
	});

	it("serves the others when a connection is reset before it is taken over", () => {
		const sockets = new Device().connect(3, [1]);
		assert.equal(sockets.length, 2);
		assert.match(sockets[1]?.deliver(GET).sent ?? "", /^HTTP\/1\.1 200 /);
	});
});
