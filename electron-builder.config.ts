import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { AfterPackContext, Configuration } from 'electron-builder'

/** Packages that are built into the window and need not be shipped a second time. */
export const builtIntoWindow = [
  '@fontsource-variable', '@hookform', '@internationalized', '@orpc/tanstack-query', '@react-aria', '@react-stately', '@react-types', '@tanstack', 'lucide-react',
  'react-aria', 'react-aria-components', 'react-dom', 'react-hook-form', 'react-stately', 'scheduler',
]

/** The name that the SQLite addon's package gives a system's build, `linux-x64`. */
export function addonName(platform: string, architecture: string): string {
  return `${platform}-${architecture}.node`
}

/** electron-builder's numbers for architectures. */
const architectures: Readonly<Record<number, string>> = { 0: 'ia32', 1: 'x64', 2: 'armv7l', 3: 'arm64', 4: 'universal' }

/** Leaves only the addon that the packaged app can load; a universal Mac app keeps both of its own. */
export async function pruneAddons(folder: string, platform: string, architecture: string): Promise<void> {
  const kept = architecture === 'universal' ? ['x64', 'arm64'].map((one) => addonName(platform, one)) : [addonName(platform, architecture)]
  const names = await readdir(folder)
  if (!kept.every((name) => names.includes(name))) throw new Error(`The SQLite addon for ${platform} ${architecture} is missing`)
  await Promise.all(names.filter((name) => !kept.includes(name)).map((name) => rm(join(folder, name))))
}

async function afterPack({ appOutDir, electronPlatformName, arch, packager }: AfterPackContext): Promise<void> {
  const resources = packager.getResourcesDir(appOutDir)
  await pruneAddons(join(resources, 'app.asar.unpacked', 'node_modules', 'better-sqlite3', 'prebuilds'), electronPlatformName, architectures[arch] ?? '')
}

/** How Talan is packaged for Windows, macOS and Linux. */
export const configuration: Configuration = {
  appId: 'se.talan.app',
  productName: 'Talan',
  copyright: 'Talan contributors, MIT licence',
  directories: { output: 'dist', buildResources: 'resources' },
  files: [
    'out/**',
    'resources/**',
    'package.json',
    '!**/*.map',
    '!node_modules/better-sqlite3/{deps,src}/**',
    ...builtIntoWindow.map((name) => `!node_modules/${name}/**`),
  ],
  asar: true,
  asarUnpack: ['**/*.node'],
  // The SQLite addon comes ready-made for every system inside its package.
  npmRebuild: false,
  nodeGypRebuild: false,
  electronLanguages: ['sv', 'en-US'],
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
    enableCookieEncryption: true,
  },
  win: { target: ['nsis'] },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: false, installerLanguages: ['sv_SE', 'en_US'], language: '1053' },
  mac: {
    target: ['dmg'],
    category: 'public.app-category.business',
    hardenedRuntime: true,
    gatekeeperAssess: false,
    minimumSystemVersion: '13.0',
  },
  linux: { target: ['AppImage', 'deb'], category: 'Office', maintainer: 'Talan contributors', synopsis: 'Administration för brukarinflytandeföreningar' },
  publish: null,
  afterPack,
}

export default configuration
