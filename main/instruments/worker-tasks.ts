export const workerTasks: Readonly<Record<string, (task: unknown) => Promise<unknown>>> = {}
