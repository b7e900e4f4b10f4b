/** The set-up page's script: chooses a network of those that the device sees. */
const WORDS = {
	lang: ["English", "Norsk"],
	title: ["Koble Glimt til nettet ditt", "Connect Glimt to your network"],
	networkLabel: ["Trådløst nett", "Wi-Fi network"],
	otherLabel: ["Navnet på nettet", "Name of the network"],
	passwordLabel: ["Passord", "Password"],
	showLabel: ["Vis passordet", "Show the password"],
	join: ["Koble til", "Connect"],
	scan: ["Søk på nytt", "Search again"],
	other: ["Et annet nett …", "Another network …"],
	open: ["åpent", "open"],
	looking: ["Ser etter nett …", "Looking for networks …"],
	lost: [
		"Mistet kontakten med Glimt. Er telefonen fortsatt på nettet til Glimt?",
		"Lost contact with Glimt. Is the phone still on Glimt’s network?",
	],
	password: [
		"Glimt kom ikke inn på «#»: passordet ble avvist.",
		"Glimt could not join “#”: the password was refused.",
	],
	unreachable: [
		"Glimt kom ikke inn på «#». Er det innen rekkevidde, og på 2,4 GHz?",
		"Glimt could not join “#”. Is it within reach, and on 2.4 GHz?",
	],
	short: ["Passordet har minst 8 tegn.", "The password has at least 8 characters."],
	wrong: ["Nettet eller passordet kan ikke brukes: #", "Network or password cannot be used: #"],
	done: [
		"Glimt kobler til «#», og dette nettet slås av.\n\nNår displayet viser en adresse, er alt klart: Sett telefonen tilbake på ditt eget nett og åpne http://glimt.local eller adressen.\n\nGår det ikke, kommer dette nettet tilbake innen halvannet minutt.",
		"Glimt joins “#”, and this network goes off.\n\nOnce the display shows an address, all is ready: put the phone back on your own network and open http://glimt.local or the address.\n\nIf it fails, this network comes back within a minute and a half.",
	],
};
/** Of the select, what is no network's name. */
const OTHER = "\n";
const SHORTEST = 8;

const by = (id) => document.getElementById(id);
const word = (name, about) => WORDS[name][lang === "en" ? 1 : 0].replace("#", () => about);
let lang = /^(nb|nn|no)\b/i.test(navigator.language) ? "nb" : "en";
let told;
/** A word of `WORDS` and what it is about, as the page says it now. */
let said = ["looking"];
let isDone = false;
/** What the owner has picked, or seen beside what he filled in; lists come and go meanwhile. */
let picked = "";
/** Questions asked, and the newest of them that was answered. */
let asked = 0;
let answered = 0;

function say(...words) {
	said = words;
	by("say").textContent = words[0] ? word(...words) : "";
	by("say").className = words[0] && !/^(looking|done)$/.test(words[0]) ? "bad" : "";
}

function fill() {
	const select = by("network");
	const names = told.networks.map(({ ssid, isOpen }) => [
		ssid,
		isOpen ? `${ssid} (${word("open")})` : ssid,
	]);
	select.replaceChildren(
		...[...names, [OTHER, word("other")]].map(([value, text]) => new Option(text, value)),
	);
	select.value = picked || told.ssid;
	if (select.selectedIndex < 0) select.selectedIndex = 0;
	look();
}

/** What the network that is chosen needs. */
function look() {
	const { value } = by("network");
	const isOpen = told.networks.some((network) => network.ssid === value && network.isOpen);
	by("other").hidden = value !== OTHER;
	by("secret").hidden = by("shown").hidden = isOpen;
}

function speak() {
	document.documentElement.lang = lang;
	const labels = ["lang", "title", "networkLabel", "otherLabel", "passwordLabel", "showLabel"];
	for (const id of [...labels, "join", "scan"]) by(id).textContent = word(id);
	say(...said);
	if (told && !isDone) fill();
}

async function ask(query, tries) {
	const order = ++asked;
	let news;
	try {
		const reply = await fetch(`/set-up${query}`);
		// All connections may be in use for a moment.
		if (!reply.ok) throw new Error(reply.statusText);
		news = await reply.json();
	} catch {
		if (isDone || order < answered) return;
		if (tries > 0) setTimeout(() => ask(query, tries - 1), 1500);
		else {
			say("lost");
			by("scan").disabled = false;
		}
		return;
	}
	if (isDone || order < answered) return;
	answered = order;
	told = news;
	const isLooking = told.networks.length === 0 && tries > 0;
	if (isLooking) say("looking");
	else if (!/^(short|wrong)$/.test(said[0])) say(told.failure, told.ssid);
	by("form").hidden = isLooking;
	by("scan").disabled = false;
	fill();
	if (isLooking) setTimeout(() => ask("?scan", tries - 1), 1500);
}

async function choose(event) {
	event.preventDefault();
	const chosen = by("network").value;
	const ssid = chosen === OTHER ? by("ssid").value : chosen;
	const password = by("secret").hidden ? "" : by("password").value;
	if (password !== "" && password.length < SHORTEST) {
		say("short");
		by("password").focus();
		return;
	}
	by("join").disabled = true;
	try {
		const body = new URLSearchParams({ ssid, password, language: lang, token: told.token });
		const reply = await fetch("/set-up", { method: "POST", body });
		if (reply.ok) {
			isDone = true;
			by("form").hidden = true;
			say("done", ssid);
		} else say("wrong", (await reply.json()).detail);
	} catch {
		say("lost");
	}
	by("join").disabled = false;
}

by("form").onsubmit = choose;
by("form").oninput = () => {
	picked = by("network").value;
	look();
};
by("show").onchange = () => {
	by("password").type = by("show").checked ? "text" : "password";
};
by("scan").onclick = () => {
	by("scan").disabled = true;
	ask("?scan", 0);
	setTimeout(() => ask("", 0), 4000);
};
by("lang").onclick = () => {
	lang = lang === "nb" ? "en" : "nb";
	speak();
};
speak();
ask("?scan", 8);
