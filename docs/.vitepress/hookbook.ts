import { openSite } from 'hookbook/site';

export const site = openSite({ generated: new URL('../../generated/', import.meta.url) });
