// axe.js FILE.html...: what axe-core finds in each page, in Chromium, on standard output; nothing when all is well.
const path = require("path");
const modules = process.env.PEERS_MODULES;
const puppeteer = require(path.join(modules, "puppeteer-core"));
const axe = require(path.join(modules, "axe-core"));

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
	"--disable-component-update", "--disable-sync"];

// The page's own policy forbids scripts: the checker's is the one exception, made here and not in the page.
async function check(browser, file) {
	const page = await browser.newPage();
	await page.setBypassCSP(true);
	await page.goto("file://" + path.resolve(file));
	await page.evaluate(axe.source);
	const found = await page.evaluate(() => axe.run());
	for (const rule of found.violations)
		for (const node of rule.nodes)
			console.log(`${path.basename(file)}: ${rule.id}: ${rule.help}: ${node.html.slice(0, 200)}`);
	const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
	if (wide)
		console.log(`${path.basename(file)}: wider than the window`);
	await page.close();
}

(async () => {
	const browser = await puppeteer.launch({executablePath: process.env.CHROMIUM, headless: true, args: flags});
	for (const file of process.argv.slice(2))
		await check(browser, file);
	await browser.close();
})().catch((error) => { console.log(String(error)); process.exit(1); });
