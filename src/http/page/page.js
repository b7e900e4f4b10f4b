/**
 * What the page does: asks for the reading every 2 s and shows it. `make-page.ts` makes it small and
 * puts it into `index.html`.
 */
/* Each text in bokmaal and in English. */
const TEXT = {
	lang: ["English", "Norsk"],
	wait: ["Kobler til \u2026", "Connecting \u2026"],
	in: ["\u2193 Forbruk n\u00e5", "\u2193 Consumption now"],
	out: ["\u2191 Produksjon, ut p\u00e5 nettet", "\u2191 Production, out to the grid"],
	stale: ["Ingen nye m\u00e5linger", "No new readings"],
	none: ["M\u00e5ler ikke tilkoblet", "Meter not connected"],
	staleHint: ["Sjekk kabelen til HAN-porten.", "Check the cable to the HAN port."],
	noneHint: [
		"Ingen m\u00e5ling har kommet enn\u00e5. Sjekk at kabelen st\u00e5r i m\u00e5lerens HAN-port, og at nettselskapet har \u00e5pnet porten.",
		"No reading has come yet. Check that the cable is in the meter\u2019s HAN port, and that the grid company has opened it.",
	],
	age: ["m\u00e5lt for # siden", "measured # ago"],
	oldAge: ["siste m\u00e5ling for # siden", "last reading # ago"],
	hour: ["t", "h"],
	lost: [
		"Mistet kontakten med Glimt. Pr\u00f8ver igjen om # s.",
		"Lost contact with Glimt. Trying again in # s.",
	],
	retry: ["Pr\u00f8v n\u00e5", "Try now"],
	last5: ["Siste 5 minutter", "Last 5 minutes"],
	from: ["5 min siden", "5 min ago"],
	to: ["n\u00e5", "now"],
	sum: ["Lavest #, h\u00f8yest #, snitt #.", "Lowest #, highest #, mean #."],
	collect: ["Samler m\u00e5linger \u2026", "Collecting readings \u2026"],
	phases: ["Faser", "Phases"],
	phase: ["Fase", "Phase"],
	volts: ["Spenning", "Voltage"],
	amps: ["Str\u00f8m", "Current"],
	power: ["Effekt", "Power"],
	unmeasured: ["m\u00e5les ikke", "not measured"],
	soon: ["Kommer innen ti sekunder.", "Will come within ten seconds."],
	energy: ["M\u00e5lerstand", "Meter registers"],
	hourly: ["Kommer like etter neste hele time.", "Will come just after the next full hour."],
	activeImport: ["Fra nettet", "From the grid"],
	activeExport: ["Til nettet", "To the grid"],
	reactiveImport: ["Reaktiv inn", "Reactive in"],
	reactiveExport: ["Reaktiv ut", "Reactive out"],
	clock: ["M\u00e5lerens klokke: # #", "The meter\u2019s clock: # #"],
	normalTime: ["(normaltid)", "(standard time)"],
	civilTime: ["(norsk tid)", "(Norwegian time)"],
};
const STALE = 30000,
	SPAN = 300000,
	GAP = 20000,
	HEIGHT = 176;
const $ = (id) => document.getElementById(id);
const set = (id, name, value) => $(id).setAttribute(name, value);
let lang,
	data,
	got,
	live,
	seen,
	points = [],
	failed = 0,
	wait = 0,
	busy = false,
	spoken,
	spokenAt;
const t = (key, ...parts) => TEXT[key][+(lang === "en")].replace(/#/g, () => parts.shift());
const put = (id, text) => {
	if ($(id).textContent !== text) $(id).textContent = text;
};

function number(value, decimals) {
	const size = Math.abs(value).toFixed(decimals),
		[whole, part] = size.split(".");
	const [group, point] = lang === "nb" ? ["\u00a0", ","] : [",", "."];
	return (
		(value < 0 && +size ? "\u2212" : "") +
		whole.replace(/\B(?=(\d{3})+$)/g, group) +
		(part ? point + part : "")
	);
}
function watts(value) {
	const size = Math.abs(value);
	return size < 999.5 ? [number(value, 0), "W"] : [number(value / 1000, size < 9995 ? 2 : 1), "kW"];
}
const wattText = (value) => watts(value).join("\u00a0");
const decimals = (value) => (String(value).split(".")[1] || "").length;
const exact = (value) => number(value, Math.min(3, decimals(value)));
const axisText = (watt) =>
	Math.abs(watt) < 1000 ? `${exact(watt)}\u00a0W` : `${exact(watt / 1000)}\u00a0kW`;
function ageText(ms) {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	if (seconds < 120) return `${seconds}\u00a0s`;
	if (seconds < 7200) return `${Math.floor(seconds / 60)}\u00a0min`;
	return `${Math.floor(seconds / 3600)}\u00a0${t("hour")}`;
}
const receivedAt = (part) => got - part.ageSeconds * 1000;
const net = (taken, given) =>
	taken === undefined && given === undefined ? undefined : (taken || 0) - (given || 0);

/* Rows of texts into a table; a row's first cell names it. `head` names the columns. */
function fill(id, head, rows) {
	const table = $(id),
		key = JSON.stringify([head, rows]);
	if (table.dataset.key === key) return;
	table.dataset.key = key;
	table.replaceChildren();
	const add = (part, row) => {
		const tr = part.insertRow();
		for (const text of row) {
			const isHead = row === head;
			const cell = tr.appendChild(document.createElement(isHead || !tr.cells.length ? "th" : "td"));
			if (cell.tagName === "TH") cell.scope = isHead ? "col" : "row";
			cell.textContent = text;
		}
	};
	if (head) add(table.createTHead(), head);
	const body = table.createTBody();
	for (const row of rows) add(body, row);
}

function note({ power }) {
	const watt = power && net(power.activePowerImportW, power.activePowerExportW);
	live = watt === undefined ? undefined : { watt, at: receivedAt(power) };
	if (live === undefined || got - live.at > STALE) return;
	const last = points[points.length - 1];
	/* The age is in whole seconds, so the same reading may seem a second younger when asked for again. */
	if (!last || live.at - last.at > 1500) points.push(live);
}

async function poll() {
	busy = true;
	/* The reading is of no later: a reply may wait for long, and a page be frozen meanwhile. */
	const asked = Date.now(),
		stop = new AbortController(),
		timer = setTimeout(() => stop.abort(), 5000);
	try {
		const reply = await fetch("/api/v1/reading", { signal: stop.signal, cache: "no-store" });
		/* A busy server says 503 too, but asks for one second. */
		if (reply.status === 503 && reply.headers.get("Retry-After") > 1) data = live = undefined;
		else if (!reply.ok) throw reply;
		else {
			data = await reply.json();
			got = asked;
			note(data);
		}
		seen = true;
		failed = 0;
		wait = 2;
	} catch {
		wait = Math.min(30, 2 ** ++failed);
	}
	clearTimeout(timer);
	busy = false;
	show();
}

function moodOf(old) {
	if (!seen) return "wait";
	if (!live) return "none";
	if (old > STALE) return "stale";
	return live.watt < 0 ? "out" : "in";
}
function showNow() {
	const now = Date.now(),
		old = live ? now - live.at : 0;
	const mood = moodOf(old);
	const good = mood === "in" || mood === "out",
		lost = failed > 1;
	const [value, unit] = good ? watts(live.watt) : ["--", ""];
	document.body.className = good || mood === "wait" ? mood : "bad";
	put("flow", t(mood));
	put("num", value);
	put("unit", unit);
	const { vendor = "", model } = data?.meter || {};
	const parts = [
		[vendor.replace(/^LandisGyr.*/, "Landis+Gyr"), model].filter(Boolean).join(" "),
		live && t(good ? "age" : "oldAge", ageText(old)),
	];
	put("state", parts.filter(Boolean).join(" \u00b7 "));
	put("hint", TEXT[`${mood}Hint`] && !lost ? t(`${mood}Hint`) : "");
	document.title = `${good ? wattText(live.watt) : "--"} \u00b7 Glimt`;
	$("lost").hidden = !lost;
	put("why", t("lost", busy ? 0 : wait));
	/* Read aloud when the state changes, else once a minute. */
	const key = (lost ? "lost" : good ? "good" : mood) + lang;
	if (seen && (key !== spoken || now - spokenAt > 60000)) {
		spoken = key;
		spokenAt = now;
		put("say", lost ? t("lost", wait) : t(mood) + (good ? ` ${wattText(live.watt)}` : ""));
	}
}

function nice(top) {
	const ten = 10 ** Math.floor(Math.log10(top));
	return [1, 1.5, 2, 3, 4, 5, 7.5, 10].find((step) => step * ten >= top) * ten;
}
function showChart() {
	const now = Date.now(),
		width = $("svg").clientWidth;
	points = points.filter((p) => now - p.at < SPAN);
	const all = points.map((p) => p.watt),
		least = Math.min(...all),
		most = Math.max(...all);
	const low = least < 0 ? -nice(Math.max(100, -least)) : 0,
		top = most > 0 || !low ? nice(Math.max(100, most)) : 0;
	const y = (w) => Math.round((HEIGHT * (top - w)) / (top - low)),
		zero = y(0);
	const x = (p) => Math.round(width * (1 - (now - p.at) / SPAN));
	let line = "",
		area = "",
		last;
	for (const p of points) {
		const at = `${x(p)} ${y(p.watt)}`,
			follows = last && p.at - last.at < GAP;
		line += (follows ? "L" : "M") + at;
		area += follows ? `L${at}` : `${last ? `V${zero}` : ""}M${x(p)} ${zero}L${at}`;
		last = p;
	}
	set("line", "d", line);
	set("area", "d", last ? `${area}V${zero}` : "");
	set("base", "d", `M0 ${zero}H${width}`);
	const isFresh = last && now - last.at < GAP;
	set("tip", "visibility", isFresh ? "visible" : "hidden");
	if (last) {
		set("tip", "cx", x(last));
		set("tip", "cy", y(last.watt));
	}
	put("top", axisText(top));
	put("low", low ? axisText(low) : "");
	const mean = all.reduce((sum, watt) => sum + watt, 0) / all.length;
	const isLine = all.length > 1;
	/* Axes around nothing would say that readings are coming. */
	$("chart").hidden = !isLine && !isFresh;
	put("sum", isLine ? t("sum", wattText(least), wattText(most), wattText(mean)) : t("collect"));
}

function showPhases(p) {
	put("phaseNote", p ? "" : t("soon"));
	$("phaseTable").hidden = !p;
	if (!p) return;
	const names = ["L1", "L2", "L3"].filter((n) =>
		Object.keys(p).some((key) => key.toUpperCase().includes(n)),
	);
	const old = Date.now() - receivedAt(p) > STALE;
	const column = (name, unit, most, value, unmeasured) => {
		const places = Math.min(most, Math.max(...names.map((n) => decimals(value(n)))));
		const text = (n) => {
			if (value(n) !== undefined) return `${old ? "--" : number(value(n), places)}\u00a0${unit}`;
			return n === "L2" && unmeasured ? t("unmeasured") : "\u2013";
		};
		return [t(name), ...names.map(text)];
	};
	const watt = (n) => net(p[`activePowerImport${n}W`], p[`activePowerExport${n}W`]);
	const columns = [
		[t("phase"), ...names],
		column("volts", "V", 1, (n) => p[`voltage${n}V`], p.l2VoltageNotMeasured),
		column("amps", "A", 2, (n) => p[`current${n}A`], p.l2CurrentNotMeasured),
	];
	if (names.some((n) => watt(n) !== undefined)) columns.push(column("power", "W", 0, watt));
	const [head, ...rows] = columns[0].map((_, i) => columns.map((column) => column[i]));
	fill("phaseTable", head, rows);
}

function showEnergy(e) {
	$("energyTable").hidden = !e;
	if (!e) return put("energyNote", t("hourly"));
	const rows = [];
	for (const key in e) {
		const [, kind, way, phase = "", unit] =
			/^(active|reactive)Energy(Import|Export)(L\d)?(Wh|Varh)$/.exec(key) || [];
		if (kind)
			rows.push([
				`${t(kind + way)} ${phase}`.trim(),
				`${exact(e[key] / 1000)}\u00a0k${unit.replace("V", "v")}`,
			]);
	}
	fill("energyTable", null, rows);
	const [year, month, day, time] = (e.meterClock || "").split(/[-T]/),
		rule = TEXT[e.meterClockRule] ? t(e.meterClockRule) : "";
	const clock =
		lang === "nb" ? `${day}.${month}.${year} kl. ${time}` : `${year}-${month}-${day} ${time}`;
	put(
		"energyNote",
		(time ? `${t("clock", clock, rule).trim()}, ` : "") +
			t("age", ageText(Date.now() - receivedAt(e))) +
			".",
	);
}

function show() {
	showNow();
	for (const part of document.querySelectorAll(".live")) part.hidden = !data;
	if (data) {
		showChart();
		showPhases(data.phases);
		showEnergy(data.energy);
	}
}
function speak(wanted) {
	lang = document.documentElement.lang = wanted === "nb" ? "nb" : "en";
	for (const id of ["lang", "retry", "last5", "from", "to", "phases", "energy"]) put(id, t(id));
	$("lang").lang = lang === "nb" ? "en" : "nb";
	show();
}
function tick() {
	if (document.hidden) return;
	if (!busy && --wait <= 0) poll();
	show();
}
const now = () => {
	wait = 0;
	tick();
};

let kept;
try {
	kept = localStorage.getItem("lang");
} catch {}
speak(kept || (/^n[bno]\b/i.test(navigator.language) ? "nb" : "en"));
$("lang").onclick = () => {
	speak(lang === "nb" ? "en" : "nb");
	try {
		localStorage.setItem("lang", lang);
	} catch {}
};
$("retry").onclick = document.onvisibilitychange = now;
setInterval(tick, 1000);
tick();
