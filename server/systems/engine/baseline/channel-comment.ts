/** Stands at the end of each channel file of the healthy hospital, which uses none of this. */
export const channelComment = `
# connector: native | legacy. At the channel: how received messages are read. At a destination: how they are written.
# Left out, it is native, which changes nothing but what rules write. legacy parses and builds each message anew with
# the engine's old library.
# accept: segmentEnds: CR | any. CR, if left out: only that ends a segment, as HL7 2.5.1 says in 2.4. With any, LF and
# CR LF do so too where a segment name follows, and destinations get CR.
`;
