import 'reflect-metadata';
import { Body, Controller, Delete, Get, HttpCode, Module, Param, Post, Put, Query } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import serverless from 'serverless-http';
import * as products from './products.mjs';

/* Decorators applied as functions, as the TypeScript compiler would. */
class ProductsController {
  list(pageSize) {
    return products.list(pageSize);
  }
  create(body) {
    return products.create(body);
  }
  get(id) {
    return products.get(id);
  }
  update(id, body) {
    return products.update(id, body);
  }
  async remove(id) {
    await products.remove(id);
  }
}
const route = (name, parameters, ...decorators) => {
  const { prototype } = ProductsController;
  parameters.forEach((decorate, index) => decorate(prototype, name, index));
  for (const decorate of decorators) decorate(prototype, name, Object.getOwnPropertyDescriptor(prototype, name));
};
route('list', [Query('pageSize')], Get());
route('create', [Body()], Post());
route('get', [Param('id')], Get(':id'));
route('update', [Param('id'), Body()], Put(':id'));
route('remove', [Param('id')], Delete(':id'), HttpCode(204));
Controller('products')(ProductsController);

class AppModule {}
Module({ controllers: [ProductsController] })(AppModule);

const started = NestFactory.create(AppModule, { logger: false }).then(async (app) => {
  await app.init();
  return serverless(app.getHttpAdapter().getInstance());
});

export const handler = async (event, context) => (await started)(event, context);
