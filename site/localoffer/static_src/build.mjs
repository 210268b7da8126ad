// Builds the style sheet and the scripts into ../static/build. No source maps and no hashes here: Django's
// static files give every name its hash, and refuse a map that they can't find.
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import * as esbuild from 'esbuild'
import * as sass from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '..', '..', '..')
const out = join(here, '..', 'static', 'build')

await rm(out, { recursive: true, force: true })
await mkdir(out, { recursive: true })

const sheet = sass.compile(join(here, 'styles', 'site.scss'), {
  loadPaths: [join(root, 'node_modules')],
  style: 'compressed',
  quietDeps: true
})
const { code } = await esbuild.transform(sheet.css, { loader: 'css', minify: true, target: 'es2020' })
await writeFile(join(out, 'site.css'), code)

await esbuild.build({
  entryPoints: ['site.js', 'map.js', 'suggest.js'].map(name => join(here, 'scripts', name)),
  outdir: out,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2020',
  legalComments: 'inline',
  loader: { '.png': 'dataurl' },
  logLevel: 'warning'
})

// What the site prints with: the same letters on every machine.
const fonts = join(out, 'fonts')
await mkdir(fonts)
for (const name of ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf', 'DejaVuSans-Oblique.ttf', 'DejaVuSans-BoldOblique.ttf']) {
  await copyFile(join(root, 'node_modules', 'dejavu-fonts-ttf', 'ttf', name), join(fonts, name))
}
