// Measures pages with Lighthouse's mobile preset and holds them to the budgets of a page.
// usage: node lighthouse.mjs http://127.0.0.1:PORT /path [/path ...]
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [base, ...paths] = process.argv.slice(2)
const here = dirname(fileURLToPath(import.meta.url))
const out = mkdtempSync(join(tmpdir(), 'lighthouse-'))
const chrome = ['chromium', 'chromium-browser', 'google-chrome']
  .map(name => { try { return execFileSync('which', [name]).toString().trim() } catch { return '' } })
  .find(path => path !== '')

// Times depend on the machine, so that only the counts and the three scores fail the run;
// LCP, TBT and the performance score are held to their bars with --strict.
const strict = process.env.STRICT === '1'
let failed = false
const rows = []
for (const path of paths) {
  const file = join(out, 'report.json')
  execFileSync(join(here, 'node_modules', '.bin', 'lighthouse'), [
    base + path, '--quiet', '--output=json', `--output-path=${file}`,
    '--only-categories=performance,accessibility,best-practices',
    '--chrome-flags=--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync',
  ], { env: { ...process.env, CHROME_PATH: chrome }, stdio: ['ignore', 'ignore', 'inherit'] })
  const r = JSON.parse(readFileSync(file))
  const requests = r.audits['network-requests'].details.items
  const bytes = requests.reduce((sum, x) => sum + (x.transferSize || 0), 0)
  const foreign = requests.filter(x => !x.url.startsWith(base) && !x.url.startsWith('data:')).length
  const score = id => r.categories[id].score
  const value = id => r.audits[id].numericValue
  const row = {
    path,
    performance: score('performance'), accessibility: score('accessibility'), practices: score('best-practices'),
    lcp_ms: Math.round(value('largest-contentful-paint')), tbt_ms: Math.round(value('total-blocking-time')),
    cls: +value('cumulative-layout-shift').toFixed(3), requests: requests.length, kb: +(bytes / 1024).toFixed(1),
    foreign, console: r.audits['errors-in-console'].score,
  }
  rows.push(row)
  const wrong = []
  if (row.accessibility < 1) wrong.push('accessibility')
  if (row.practices < 1) wrong.push('best practices')
  if (row.requests > 6) wrong.push('requests')
  if (row.kb > 60) wrong.push('bytes')
  if (row.cls > 0.02) wrong.push('layout shift')
  if (row.foreign > 0) wrong.push('another origin')
  if (row.console !== 1) wrong.push('console')
  if (strict && row.performance < 0.95) wrong.push('performance')
  if (strict && row.lcp_ms > 1500) wrong.push('LCP')
  if (strict && row.tbt_ms > 150) wrong.push('TBT')
  if (wrong.length > 0) {
    failed = true
    row.wrong = wrong.join(', ')
    for (const a of Object.values(r.audits)) {
      if (a.score !== null && a.score < 0.9 && a.scoreDisplayMode === 'binary') console.error(`  ${path}: ${a.id}: ${a.title}`)
    }
  }
}
console.table(rows)
process.exit(failed ? 1 : 0)
