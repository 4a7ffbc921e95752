// Imported first by every script: the check must speak before anything newer than the oldest Node is touched.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `FabCase needs Node 20.19 or newer; this is Node ${process.versions.node}. Install a newer Node and try again.\n`
  )
  process.exit(1)
}
