// A Bluesky PDS with its directory of identities, both on loopback and of one process; prints "ready".
// Usage: NODE_PATH=.../node_modules node pds.cjs DATA PDS_PORT PLC_PORT
const net = require('node:net')
const fs = require('node:fs')
const crypto = require('node:crypto')

const hex = (bytes) => crypto.randomBytes(bytes).toString('hex')
const [data, port, plc] = process.argv.slice(2)

// Neither server has a setting for the address it listens on: keep both to loopback.
const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (first, ...rest) {
  const host = Number.isInteger(first) && typeof rest[0] !== 'string' ? ['127.0.0.1'] : []
  return listen.call(this, first, ...host, ...rest)
}

fs.mkdirSync(data + '/blobs', { recursive: true })
Object.assign(process.env, {
  PDS_PORT: port,
  PDS_HOSTNAME: 'localhost',
  PDS_DEV_MODE: 'true',
  LOG_ENABLED: 'false',
  PDS_DATA_DIRECTORY: data,
  PDS_BLOBSTORE_DISK_LOCATION: data + '/blobs',
  PDS_DID_PLC_URL: 'http://127.0.0.1:' + plc,
  PDS_SERVICE_HANDLE_DOMAINS: '.test',
  PDS_INVITE_REQUIRED: 'false',
  PDS_DISABLE_SSRF_PROTECTION: 'true',
  PDS_RATE_LIMITS_ENABLED: process.env.PDS_RATE_LIMITS_ENABLED || 'false',
  PDS_ADMIN_PASSWORD: 'admin',
  PDS_JWT_SECRET: hex(16),
  PDS_DPOP_SECRET: hex(32),
  PDS_PLC_ROTATION_KEY_K256_PRIVATE_KEY_HEX: hex(32),
  PDS_BSKY_APP_VIEW_URL: 'http://127.0.0.1:9',
  PDS_BSKY_APP_VIEW_DID: 'did:web:localhost',
})
const { PlcServer, Database } = require('@did-plc/server')
const { PDS, envToCfg, envToSecrets, readEnv } = require('@atproto/pds')

PlcServer.create({ db: Database.mock(), port: +plc })
  .start()
  .then(async () => {
    const env = readEnv()
    await (await PDS.create(envToCfg(env), envToSecrets(env))).start()
    console.log('ready')
  })
