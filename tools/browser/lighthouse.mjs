// Measures pages with Lighthouse's mobile preset and holds them to the budgets of a page.
// usage: node lighthouse.mjs http://127.0.0.1:PORT PAGE...
// A PAGE is an address such as /plan, or '/shelf > ^/shelf/[0-9a-f]' for the page that the first
// link of another page leads to whose address looks so.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [base, ...pages] = process.argv.slice(2)
const here = dirname(fileURLToPath(import.meta.url))
const chrome = ['chromium', 'chromium-browser', 'google-chrome']
  .map(name => { try { return execFileSync('which', [name]).toString().trim() } catch { return '' } })
  .find(path => path !== '')

// The bars of a page. Times are held to them too: other work on the machine only ever adds to
// a time, so that a page which misses one is measured again, up to three times in all.
const bars = [
  ['performance', r => r.performance >= 0.95, true],
  ['LCP', r => r.lcp_ms <= 1500, true],
  ['TBT', r => r.tbt_ms <= 150, true],
  ['accessibility', r => r.accessibility === 1],
  ['best practices', r => r.practices === 1],
  ['layout shift', r => r.cls <= 0.02],
  ['requests', r => r.requests <= 6],
  ['bytes', r => r.kb <= 60],
  ['another origin', r => r.foreign === 0],
  ['console', r => r.console === 1],
]
const tries = 3

// follow finds the address of a page.
async function follow(page) {
  const [from, prefix] = page.split(' > ')
  if (prefix === undefined) return from
  const html = await (await fetch(base + from)).text()
  const link = [...html.matchAll(/href="([^"]+)"/g)].map(m => m[1]).find(href => new RegExp(prefix).test(href))
  if (link === undefined) throw new Error(`${from} has no link like ${prefix}`)
  return link
}

function measure(path) {
  const out = mkdtempSync(join(tmpdir(), 'lighthouse-'))
  const file = join(out, 'report.json')
  execFileSync(join(here, 'node_modules', '.bin', 'lighthouse'), [
    base + path, '--quiet', '--output=json', `--output-path=${file}`,
    '--only-categories=performance,accessibility,best-practices',
    '--chrome-flags=--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync',
  ], { env: { ...process.env, CHROME_PATH: chrome }, stdio: ['ignore', 'ignore', 'pipe'] })
  const r = JSON.parse(readFileSync(file))
  rmSync(out, { recursive: true })
  const requests = r.audits['network-requests'].details.items.filter(x => !x.url.startsWith('data:'))
  const value = id => r.audits[id].numericValue
  return {
    performance: r.categories.performance.score, accessibility: r.categories.accessibility.score,
    practices: r.categories['best-practices'].score,
    lcp_ms: Math.round(value('largest-contentful-paint')), tbt_ms: Math.round(value('total-blocking-time')),
    cls: +value('cumulative-layout-shift').toFixed(3), requests: requests.length,
    kb: +(requests.reduce((sum, x) => sum + (x.transferSize || 0), 0) / 1024).toFixed(1),
    foreign: requests.filter(x => !x.url.startsWith(base + '/')).length, console: r.audits['errors-in-console'].score,
    faults: Object.values(r.audits).filter(a => a.score !== null && a.score < 0.9 && a.scoreDisplayMode === 'binary').map(a => `${a.id}: ${a.title}`),
  }
}

let failed = false
const rows = {}
for (const page of pages) {
  const path = await follow(page)
  let best
  for (let n = 1; n <= tries; n++) {
    const row = { ...measure(path), tries: n }
    row.wrong = bars.filter(([, holds]) => !holds(row)).map(([name]) => name)
    if (best === undefined || row.wrong.length <= best.wrong.length) best = row
    if (!bars.some(([, holds, time]) => time && !holds(row))) break
  }
  for (const fault of best.faults) console.error(`  ${page}: ${fault}`)
  if (best.wrong.length > 0) failed = true
  delete best.faults
  rows[page] = { ...best, wrong: best.wrong.join(', ') }
}
console.table(rows)
process.exit(failed ? 1 : 0)
