export async function showPieces(_only: string): Promise<void> {}
