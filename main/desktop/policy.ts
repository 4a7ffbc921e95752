import { readFile } from 'node:fs/promises'
import { z } from 'zod'

const schema = z.strictObject({
  /** Developer tools in the packaged program, for a support visit. */
  devTools: z.boolean().default(false),
  /** Whether web and mail addresses may be opened with the system's programs. */
  openOutside: z.boolean().default(true),
  /** Where updates come from: an http(s) address or a folder; null means updates are off. */
  updateFeed: z.string().min(1).max(2048).nullable().default(null),
  /** PEM file of the authority that signed the feed's https certificate. */
  updateAuthority: z.string().min(1).max(4096).nullable().default(null)
})

/**
 * What an administrator decides for a station: `policy.json` beside the installed program, in a
 * folder only administrators write (per-machine installation).
 */
export type Policy = z.infer<typeof schema>

/** Without a policy file. */
export const defaultPolicy: Policy = schema.parse({})

/** Read the policy. A missing file means the defaults; so does a bad one, which is reported. */
export async function readPolicy(file: string, report: (message: string) => void): Promise<Policy> {
  let json: string
  try {
    json = await readFile(file, 'utf8')
  } catch {
    return defaultPolicy
  }
  try {
    return schema.parse(JSON.parse(json))
  } catch (error) {
    report(
      `policy.json is not valid and was not used: ${error instanceof Error ? error.message : String(error)}`
    )
    return defaultPolicy
  }
}
