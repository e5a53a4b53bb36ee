import middy from '@middy/core';
import httpErrorHandler from '@middy/http-error-handler';
import httpJsonBodyParser from '@middy/http-json-body-parser';
import * as products from './products.mjs';
import { routed } from './routed.mjs';

export const handler = middy(routed(products))
  .use(httpJsonBodyParser({ disableContentTypeError: true }))
  .use(httpErrorHandler());
