// Outlines of the districts in units of a picture 760 wide and 600 high. Made by build/map.mjs; printed reports draw the same ones.
import outlines from '../../../../db/reference/az_district_outlines.json';

export const OUTLINES: Record<string, string> = outlines;
