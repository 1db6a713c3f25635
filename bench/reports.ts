export const reports = async () => []
