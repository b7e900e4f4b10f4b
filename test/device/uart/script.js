/* What uart.c promises, asked on XS. Lines as mocha's: `ok title` or `not ok title: why`. */

const PARITY = 5;
const OVERFLOW = 3;
const FRAME = 4;
const FULL = 2;
const DATA = 0;

function equal(actual, expected) {
	if (String(actual) !== String(expected)) throw new Error(`${actual} is not ${expected}`);
}

function refuses(options, words) {
	let said = "nothing";
	try {
		open.call(make(), options);
	} catch (error) {
		said = error.message;
	}
	equal(said, words);
	equal(line()[0], 0);
	equal(line()[9], 0);
}

function it(title, test) {
	try {
		test();
		// What is still on its way is of a UART that is closed.
		deliver();
		collect();
		equal(held(), 0);
		print(`ok ${title}`);
	} catch (error) {
		print(`not ok ${title}: ${error.message}`);
	}
}

const GOOD = { receive: 20, port: 1, baud: 2400, data: 8, parity: "even", stop: 1 };

/** A UART that notes what it is told of; `during` is called in the callback. */
function opened(options = {}, during = () => {}) {
	const uart = make();
	const told = [];
	open.call(uart, {
		...GOOD,
		onReadable(count) {
			told.push(count);
			during.call(this);
		},
		...options,
	});
	return { uart, told };
}

function comes(first, count) {
	const kept = arrive(first, count);
	event(DATA);
	return kept;
}

it("opens the driver as it is told, 8E1", () => {
	const { uart } = opened();
	equal(line().slice(0, 11), "1,1,2048,20,0,2400,3,2,1,1,0");
	close.call(uart);
	equal(line()[0], 0);
	equal(line()[9], 0);
});

it("holds a line that nothing drives where it is idle", () => {
	const PULL_UP = 0;
	const PULL_DOWN = 1;
	for (const [invert, pull] of [
		[false, PULL_UP],
		[true, PULL_DOWN],
	]) {
		const { uart } = opened({ invert });
		equal(line()[10], pull);
		close.call(uart);
	}
});

it("empties the FIFO at 32 octets, or when 4 do not come, and has room for events", () => {
	const { uart } = opened();
	equal(line().slice(11), "32,4,32,2048");
	close.call(uart);
});

it("is 8N1 where nothing is said of it", () => {
	const uart = make();
	open.call(uart, { receive: 20, baud: 9600 });
	equal(line().slice(0, 11), "1,0,2048,20,0,9600,3,0,1,1,0");
	close.call(uart);
});

it("takes UART 2, 7 data bits, two stop bits and an inverted line", () => {
	const { uart } = opened({ port: 2, data: 7, stop: 2, invert: true });
	equal(line().slice(0, 11), "1,2,2048,20,4,2400,2,2,3,1,1");
	close.call(uart);
});

it("refuses what it cannot be, and takes nothing", () => {
	refuses({ ...GOOD, receive: undefined }, "receive is no pin");
	refuses({ ...GOOD, port: 3 }, "no such port");
	refuses({ ...GOOD, baud: 0 }, "no such baud");
	refuses({ ...GOOD, data: 9 }, "data is 7 or 8");
	refuses({ ...GOOD, stop: 3 }, "stop is 1 or 2");
	refuses({ ...GOOD, parity: "odd" }, 'parity is "even" or "none"');
	refuses({ ...GOOD, onReadable: 1 }, "not a function");
});

it("takes nothing when the driver or its task cannot be had", () => {
	fail(true, false);
	refuses(GOOD, "uart failed");
	fail(false, true);
	refuses(GOOD, "uart failed");
	fail(false, false);
});

it("refuses a pin and a port that are taken", () => {
	const { uart } = opened();
	const said = [];
	for (const options of [GOOD, { ...GOOD, receive: 21 }]) {
		try {
			open.call(make(), options);
		} catch (error) {
			said.push(error.message);
		}
	}
	close.call(uart);
	equal(said, "in use,port in use");
});

it("tells once of what came, and hands it over in order", () => {
	const { uart, told } = opened();
	comes(1, 3);
	comes(4, 2);
	equal(deliver(), 1);
	equal(told, "5");
	const into = new Uint8Array(8);
	equal(read.call(uart, into), 5);
	equal(into, "1,2,3,4,5,0,0,0");
	equal(read.call(uart, into), undefined);
	close.call(uart);
});

it("reads into a part of a buffer, and leaves the rest", () => {
	const { uart } = opened();
	const whole = new Uint8Array(6);
	comes(1, 5);
	equal(read.call(uart, whole.subarray(2, 5)), 3);
	equal(whole, "0,0,1,2,3,0");
	equal(read.call(uart, whole.subarray(0, 1)), 1);
	equal(whole[0], 4);
	close.call(uart);
});

it("tells again of what was left unread when more comes", () => {
	const { uart, told } = opened();
	comes(1, 3);
	deliver();
	comes(4, 1);
	deliver();
	equal(told, "3,4");
	close.call(uart);
});

it("says nothing of octets that were read before the message came", () => {
	const { uart, told } = opened();
	comes(1, 3);
	read.call(uart, new Uint8Array(8));
	equal(deliver(), 1);
	equal(told, "");
	close.call(uart);
});

it("keeps 2048 octets while nobody reads", () => {
	const { uart } = opened();
	let kept = 0;
	for (let i = 0; i < 70; i++) kept += comes(0, 32);
	event(FULL);
	equal(kept, 2048);
	const into = new Uint8Array(128);
	let count = 0;
	for (let got = read.call(uart, into); got !== undefined; got = read.call(uart, into))
		count += got;
	equal(count, 2048);
	close.call(uart);
});

it("tells that the ring is full", () => {
	const { uart, told } = opened();
	arrive(1, 3);
	event(FULL);
	deliver();
	equal(told, "3");
	close.call(uart);
});

it("counts parity errors, framing errors and overflows apart", () => {
	const { uart, told } = opened();
	for (let i = 0; i < 5; i++) event(PARITY);
	for (let i = 0; i < 3; i++) event(FRAME);
	event(OVERFLOW);
	event(OVERFLOW);
	equal([parityErrors.call(uart), framingErrors.call(uart), overflows.call(uart)], "5,3,2");
	deliver();
	equal(told, "");
	close.call(uart);
});

it("changes parity without a restart, from what is told", () => {
	const { uart } = opened();
	configure.call(uart, { parity: "none" });
	equal(line()[7], 0);
	configure.call(uart, {});
	equal(line()[7], 0);
	configure.call(uart, { parity: "even" });
	equal(line()[7], 2);
	close.call(uart);
});

it("says how long the first unread octet has waited, in milliseconds", () => {
	const { uart } = opened();
	equal(waited.call(uart), 0);
	pass(50);
	equal(waited.call(uart), 0);
	comes(1, 2);
	pass(7);
	comes(3, 2);
	pass(3);
	equal(waited.call(uart), 100);
	const into = new Uint8Array(3);
	read.call(uart, into);
	equal(waited.call(uart), 100);
	read.call(uart, into);
	equal(waited.call(uart), 0);
	close.call(uart);
});

it("knows since when an octet waits that comes while the ring is found empty", () => {
	const { uart } = opened();
	const into = new Uint8Array(8);
	comes(1, 2);
	pass(9);
	arriveAfterLook();
	equal(read.call(uart, into), 2);
	pass(4);
	equal(waited.call(uart), 40);
	equal(read.call(uart, into), 1);
	equal(waited.call(uart), 0);
	comes(1, 2);
	read.call(uart, into);
	pass(3);
	arriveAfterLook();
	equal(deliver(), 1);
	pass(2);
	equal(waited.call(uart), 20);
	close.call(uart);
});

it("allocates nothing when it reads", () => {
	const { uart } = opened();
	const into = new Uint8Array(128);
	comes(1, 100);
	read.call(uart, into);
	comes(1, 100);
	const before = allocated();
	const got = read.call(uart, into);
	const nothing = read.call(uart, into);
	const errors = parityErrors.call(uart);
	const took = allocated() - before;
	equal(took, 0);
	equal([got, nothing, errors], "100,,0");
	close.call(uart);
});

it("keeps its callback through a collection", () => {
	const told = [];
	const uart = make();
	open.call(uart, { ...GOOD, onReadable: (count) => told.push(count) });
	collect();
	for (let i = 0; i < 1000; i++) ({ i });
	collect();
	comes(1, 2);
	deliver();
	equal(told, "2");
	close.call(uart);
});

it("goes on where nobody keeps it", () => {
	const told = [];
	const opens = () =>
		open.call(make(), {
			...GOOD,
			onReadable(count) {
				told.push(count);
				close.call(this);
			},
		});
	opens();
	collect();
	equal(line()[0], 1);
	comes(1, 2);
	deliver();
	equal(told, "2");
	equal(line()[0], 0);
});

it("lets a message find no room, and tells with the next octets", () => {
	const { uart, told } = opened();
	queue(0);
	comes(1, 2);
	equal(deliver(), 0);
	queue(64);
	comes(3, 2);
	deliver();
	equal(told, "4");
	close.call(uart);
});

it("tells of a full ring after all, with the first octets that are lost for it", () => {
	const { uart, told } = opened();
	queue(0);
	arrive(1, 2048);
	event(FULL);
	queue(64);
	equal(deliver(), 0);
	event(OVERFLOW);
	deliver();
	equal(told, "2048");
	close.call(uart);
});

it("is neither kept from counting nor from its end by a machine without room", () => {
	const { uart } = opened();
	queue(0);
	comes(1, 2);
	event(PARITY);
	event(FRAME);
	equal([parityErrors.call(uart), framingErrors.call(uart)], "1,1");
	close.call(uart);
	queue(64);
	equal(deliver(), 0);
});

it("can be closed in its callback, before a message, and twice", () => {
	const { uart, told } = opened({}, function () {
		close.call(this);
	});
	comes(1, 2);
	deliver();
	equal(told, "2");
	close.call(uart);
	const another = opened();
	comes(1, 2);
	close.call(another.uart);
	equal(deliver(), 1);
	equal(another.told, "");
});

it("opens again after it was closed", () => {
	const { uart, told } = opened();
	comes(1, 1);
	deliver();
	equal(read.call(uart, new Uint8Array(4)), 1);
	close.call(uart);
	equal(told, "1");
});
