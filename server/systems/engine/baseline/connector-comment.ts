/** Stands at the end of each channel file of the healthy hospital, where none uses `legacy`. */
export const connectorComment = `
# connector: native | legacy. At the channel: how received messages are read. At a destination: how they are written.
# Left out, it is native, which changes nothing but what rules write. legacy parses and builds each message anew with
# the engine's old library.
`;
