/** Form of the primitive data types (HL7 2.5.1 chapter 2A); a type that is not named here takes any text. */
export function fitsType(type: string, value: string): boolean {
  switch (type) {
    case 'NM':
      return /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(value);
    case 'SI':
      return /^\d{1,4}$/.test(value);
    case 'DT':
      return isDate(value);
    case 'TM':
      return isTime(value);
    case 'DTM':
    case 'TS':
      return isTimeStamp(value);
    default:
      return true;
  }
}

const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDate(value: string): boolean {
  const match = /^(\d{4})(?:(\d\d)(\d\d)?)?$/.exec(value);
  if (match === null) return false;
  const year = Number(match[1]);
  const month = Number(match[2] ?? 1);
  const day = Number(match[3] ?? 1);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day >= 1 && day <= (MONTH_DAYS[month - 1] ?? 0) && (month !== 2 || day < 29 || leap);
}

function isTime(value: string): boolean {
  return /^(?:[01]\d|2[0-3])(?:[0-5]\d(?:[0-5]\d(?:\.\d{1,4})?)?)?(?:[+-](?:0\d|1[0-4])[0-5]\d)?$/.test(value);
}

function isTimeStamp(value: string): boolean {
  const match = /^(\d{4,8})(\d[\d.]*)?([+-]\d{4})?$/.exec(value);
  if (match === null) return false;
  const [, date = '', time, zone] = match;
  if (time === undefined && zone === undefined) return isDate(date);
  return isDate(date) && (time === undefined || date.length === 8) && isTime(`${time ?? '00'}${zone ?? ''}`);
}
