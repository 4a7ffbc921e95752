import keys from '../../../resources/update-keys.json'

/**
 * Public keys whose signature makes an update ours: the current one and, around a change of keys,
 * the next. They are compiled in from `resources/update-keys.json`, which whoever builds releases
 * fills; a build without keys takes no updates.
 */
export const updateKeys: readonly string[] = keys.ed25519
