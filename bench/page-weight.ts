export const pageWeight = async () => []
