/** What of the network stands in src/device, beside fakes of the SDK's: sockets, DNS, time and names. */
import assert from "node:assert/strict";
import { type Announced, announcementOf } from "../../src/net/announcement.ts";
import { deviceModule } from "../support/device-module.ts";

interface UdpOptions {
	readonly target?: unknown;
	readonly onReadable: (this: FakeUdp, packets: number) => void;
}

/** The SDK's, of which the test says what has come. */
class FakeUdp {
	static last: FakeUdp;
	readonly target: unknown;
	unread: Uint8Array[] = [];
	/** Whose datagrams come. */
	from = { address: "192.0.2.9", port: 5353 };
	readonly written: Uint8Array[] = [];
	/** To whom the last went. */
	to: [address: string, port: number] | undefined;
	readonly #options: UdpOptions;

	constructor(options: UdpOptions) {
		this.#options = options;
		this.target = options.target;
		FakeUdp.last = this;
	}

	/** As it tells of a burst that has come while JavaScript was busy: once. */
	come(...datagrams: Uint8Array[]): void {
		this.unread.push(...datagrams);
		this.#options.onReadable.call(this, this.unread.length);
	}

	read(): object | undefined {
		const octets = this.unread.shift();
		return octets && Object.assign(octets.slice().buffer, this.from);
	}

	write(octets: Uint8Array, address: string, port: number): void {
		this.written.push(octets.slice());
		this.to = [address, port];
	}

	close(): void {}
}

const MACHINE = { "embedded:io/socket/udp": FakeUdp };

function asked(type: number, ...labels: string[]): Uint8Array {
	const octets = labels.flatMap((label) => [label.length, ...Buffer.from(label)]);
	return Uint8Array.of(0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...octets, 0, 0, type, 0, 1);
}

describe("a UDP socket of the device", () => {
	it("reads all of a burst, though its user fails on each", () => {
		type Take = (octets: Uint8Array) => void;
		interface Udp {
			openUdp(port: number, take: Take): void;
		}
		const { openUdp } = deviceModule<Udp>("udp", MACHINE);
		const seen: number[] = [];
		openUdp(53, (octets) => {
			seen.push(octets[0] as number);
			throw new Error("what anybody sends");
		});
		FakeUdp.last.come(...[1, 2, 3, 4, 5].map((octet) => Uint8Array.of(octet)));
		assert.deepEqual(seen, [1, 2, 3, 4, 5]);
		assert.equal(FakeUdp.last.unread.length, 0);
	});
});

describe("DNS of the device's access point", () => {
	it("has the device's address for any name, and tells it to who asked", () => {
		const { openDns } = deviceModule<{ openDns(): void }>("dns", MACHINE);
		openDns();
		const udp = FakeUdp.last;
		udp.come(Uint8Array.of(1, 2, 3), asked(1, "captive", "apple", "com"));
		assert.equal(udp.written.length, 1);
		assert.deepEqual(Array.from(udp.written[0]?.subarray(-4) ?? []), [192, 168, 4, 1]);
		assert.deepEqual(udp.to, ["192.0.2.9", 5353]);
	});
});

describe("NTP of the device", () => {
	interface Module {
		makeNtp(
			app: { setTime(utcMs: number): void },
			clock: { now(): number },
		): { counts: Record<string, number>; tick(isOnline: boolean, host: string, now: number): void };
	}

	it("believes the server that it asked, and nobody else", () => {
		const resolve = (_: string, told: (name: string, address: string) => void) =>
			told("", "192.0.2.123");
		const { makeNtp } = deviceModule<Module>("ntp", { ...MACHINE, net: { resolve } });
		const times: number[] = [];
		const now = () => 5000;
		const ntp = makeNtp({ setTime: (utcMs) => times.push(utcMs) }, { now });
		for (const at of [0, 5000]) ntp.tick(true, "no.pool.ntp.org", at);
		const udp = FakeUdp.last;
		const reply = new Uint8Array(48);
		// Server, version 4, stratum 1; 0xee700010 s after 1900 is 2026-10-06T23:17:36Z.
		reply.set([0x24, 1]);
		reply.set((udp.written[0] as Uint8Array).subarray(40), 24);
		for (const at of [32, 40]) reply.set([0xee, 0x70, 0x00, 0x10], at);
		for (const from of [
			{ address: "192.0.2.9", port: 123 },
			{ address: "192.0.2.123", port: 124 },
		]) {
			Object.assign(udp, { from });
			udp.come(reply);
			assert.deepEqual(times, []);
		}
		assert.equal(ntp.counts["notAsked"], 2);
		udp.from = { address: "192.0.2.123", port: 123 };
		udp.come(reply);
		assert.deepEqual(times, [Date.UTC(2026, 9, 6, 23, 17, 36)]);
	});
});

/** The SDK's module, as far as it meets its socket; it throws for a question without a name. */
class FakeDnssd {
	static last: FakeDnssd;
	readonly services: object[] = [];
	readonly told: object[] = [];
	readonly heard: number[] = [];
	readonly written: string[] = [];
	readonly claims: { host: string; onReady(): void; onError(): void }[] = [];

	constructor({ socket }: { socket: { io: typeof FakeUdp } }) {
		const { heard } = this;
		new socket.io({
			target: this,
			onReadable(packets) {
				do {
					const packet = new Uint8Array(this.read() as ArrayBuffer);
					heard.push(packet.length);
					if (packet.length > 12 && packet[12] === 0) throw new TypeError("no name");
				} while (--packets);
			},
		});
		FakeDnssd.last = this;
	}
	claim(options: { host: string; onReady(): void; onError(): void }): object {
		this.claims.push(options);
		return { close() {} };
	}
	advertise(service: { serviceType: string; host: string }): object {
		const { serviceType, host } = service;
		this.told.push(service);
		const [name, protocol] = serviceType.split(".").map((label) => label.slice(1));
		this.services.push({ host, name, protocol });
		return { close() {} };
	}
	reply(_: null, records: number, { name }: { name: string }): string {
		return `${name} ${records}`;
	}
	write(message: string): void {
		this.written.push(message);
	}
	close(): void {}
}

const DEVICE = { name: "glimt", id: "a4d18cdbc020", version: "0.1.0" };

describe("mDNS of the device", () => {
	const waits: number[] = [];
	let later: (() => void) | undefined;
	const Timer = {
		set(run: () => void, ms: number): object {
			later = run;
			waits.push(ms);
			return {};
		},
		clear(): void {
			later = undefined;
		},
	};

	interface Module {
		readonly Mdns: new (announced: Announced, port: number) => { close(): void };
	}

	function open(): { mdns: { close(): void }; dnssd: FakeDnssd } {
		const machine = { ...MACHINE, "embedded:network/dnssd": FakeDnssd, timer: Timer };
		const { Mdns } = deviceModule<Module>("mdns", machine);
		const mdns = new Mdns(DEVICE, 80);
		return { mdns, dnssd: FakeDnssd.last };
	}

	it("gives the SDK nothing of what would harm it, and all of the rest of a burst", () => {
		const { dnssd } = open();
		const noName = asked(255);
		const badLabel = asked(12, "x");
		badLabel[13] = 0xf0;
		const good = asked(12, "_http", "_tcp", "local");
		FakeUdp.last.come(noName, badLabel, noName, good, Uint8Array.of(1));
		assert.deepEqual(dnssd.heard, [noName.length, 0, noName.length, good.length, 0]);
		assert.equal(FakeUdp.last.unread.length, 0);
	});

	it("tells its services, each with its texts", () => {
		const { dnssd } = open();
		dnssd.claims[0]?.onReady();
		const { host, services } = announcementOf(DEVICE, 1);
		assert.deepEqual(
			dnssd.told,
			services.map(({ type, txt }) => ({ serviceType: type, host, name: host, port: 80, txt })),
		);
	});

	it("answers for a service's texts, and knows its own name", () => {
		const { dnssd } = open();
		dnssd.claims[0]?.onReady();
		FakeUdp.last.come(asked(16, "Glimt", "_glimt", "_TCP", "local"));
		assert.deepEqual(dnssd.written, ["glimt 6"]);
		FakeUdp.last.come(asked(16, "other", "_glimt", "_tcp", "local"), asked(255, "glimt", "local"));
		assert.deepEqual(dnssd.written, ["glimt 6"]);
		const names = dnssd.services.map((service) => (service as { hostLower: string }).hostLower);
		assert.deepEqual(names, ["glimt", "glimt"], "the SDK answers a probe by it");
	});

	it("takes the next name where one is another's, and its time after fifteen", () => {
		const { mdns, dnssd } = open();
		for (let i = 0; i < 15; i++) dnssd.claims[i]?.onError();
		assert.equal(dnssd.claims.length, 15);
		assert.deepEqual(waits, [5000]);
		later?.();
		assert.equal(dnssd.claims.at(-1)?.host, "glimt-16");
		dnssd.claims.at(-1)?.onError();
		mdns.close();
		assert.equal(later, undefined);
	});
});
