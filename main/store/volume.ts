import { readFile, realpath, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { FabError } from '@contract/errors'
import type { VolumeProbe } from './types'

/** Linux statfs magic numbers (linux/magic.h and the kernels' file systems) of volumes on another machine. */
const networkTypes: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x517b, 'SMB'],
  [0x01021997, '9P'],
  [0x564c, 'NCP'],
  [0x73757245, 'Coda'],
  [0x5346414f, 'AFS'],
  [0x00c36400, 'Ceph'],
  [0x0bd00bd0, 'Lustre'],
  [0x19830326, 'FhGFS']
])

/** The machine's own file system. */
const systemVolume: VolumeProbe = {
  platform: process.platform,
  fsType: async path => (await statfs(path)).type >>> 0,
  realpath: path => realpath(path),
  mounts: () => readFile('/proc/self/mounts', 'utf8')
}

const fuse = 0x65735546

/** Type of the mount `path` lies on, from the text of /proc/self/mounts. */
function mountType(mounts: string, path: string): string {
  let best = { at: '', type: '' }
  for (const line of mounts.split('\n')) {
    const [, at = '', type = ''] = line.split(' ').map(field => field.replaceAll('\\040', ' '))
    const holds = at !== '' && (path === at || path.startsWith(at.endsWith('/') ? at : `${at}/`))
    if (holds && at.length >= best.at.length) best = { at, type }
  }
  return best.type
}

/** The nearest folder above `path` that exists, with links and mapped drives resolved. */
async function existing(path: string, probe: VolumeProbe): Promise<string> {
  try {
    return await probe.realpath(path)
  } catch (error) {
    const parent = dirname(path)
    if (parent === path) throw error
    return await existing(parent, probe)
  }
}

/**
 * Refuses a folder that lies on another machine: SQLite's write-ahead log needs memory shared by all who
 * use the file (sqlite.org/wal.html, useovernet.html). Of FUSE only what sits on a block device of this
 * machine (fuseblk, as NTFS does) passes. Windows resolves a mapped drive to its UNC path.
 */
export async function refuseNetworkDrive(dir: string, probe: VolumeProbe = systemVolume): Promise<void> {
  const real = await existing(dir, probe)
  const refuse = (kind: string): FabError => new FabError('store.networkDrive', { store: dir, kind })
  if (probe.platform === 'win32') {
    const path = real.replaceAll('/', '\\')
    if (/^\\\\(\?\\UNC\\|(?![?.]\\))/i.test(path)) throw refuse('UNC')
  }
  if (probe.platform === 'linux') {
    const type = (await probe.fsType(real)) >>> 0
    if (type === fuse) {
      const mount = mountType(await probe.mounts(), real)
      if (mount !== 'fuseblk') throw refuse(mount === '' ? 'FUSE' : mount)
    }
    const kind = networkTypes.get(type)
    if (kind !== undefined) throw refuse(kind)
  }
}
