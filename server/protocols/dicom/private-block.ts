import type { DataSet } from './data-set.ts';
import { isPrivateTag, privateCreatorOf, tagOf } from './tag.ts';
import type { Tag } from './tag.ts';

/** Who owns a private element: the value of its creator (PS3.5 §7.8.1); undefined if standard, or reserved by nobody. */
export function privateCreator(dataSet: DataSet, tag: Tag): string | undefined {
  const creator = privateCreatorOf(tag);
  const owner = creator === undefined ? '' : dataSet.text(creator);
  return owner === '' ? undefined : owner;
}

/**
 * The tag of a creator's element in this data set: `privateTag(set, 0x0029, 'SIEMENS CSA HEADER', 0x10)` is
 * (0029,1110) where (0029,0011) holds that name. Undefined if the creator has no block there.
 */
export function privateTag(dataSet: DataSet, group: number, creator: string, element: number): Tag | undefined {
  for (let block = 0x10; block <= 0xff; block++) {
    const reservation = tagOf(group, block);
    if (!isPrivateTag(reservation)) return undefined;
    if (dataSet.text(reservation) === creator) return tagOf(group, block * 0x100 + (element & 0xff));
  }
  return undefined;
}

/** The data set with a block reserved for this creator, the first free one, unless it has one. Undefined: all taken. */
export function reservePrivateBlock(dataSet: DataSet, group: number, creator: string): DataSet | undefined {
  if (privateTag(dataSet, group, creator, 0) !== undefined) return dataSet;
  for (let block = 0x10; block <= 0xff; block++) {
    const reservation = tagOf(group, block);
    if (!isPrivateTag(reservation)) return undefined;
    if (!dataSet.has(reservation)) return dataSet.with(reservation, 'LO', creator);
  }
  return undefined;
}
