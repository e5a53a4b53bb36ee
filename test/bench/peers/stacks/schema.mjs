import * as products from './products.mjs';

export const typeDefs = `
  type Product { id: ID! name: String! description: String createDate: String! lastUpdateDate: String! version: Int! }
  type ProductConnection { items: [Product!]! nextToken: String }
  input CreateProductInput { name: String! description: String }
  input UpdateProductInput { id: ID! name: String }
  input DeleteProductInput { id: ID! }
  type Query { getProduct(id: ID!): Product listProducts(limit: Int): ProductConnection }
  type Mutation {
    createProduct(input: CreateProductInput!): Product
    updateProduct(input: UpdateProductInput!): Product
    deleteProduct(input: DeleteProductInput!): Product
  }
`;

export const resolvers = {
  Query: {
    getProduct: (_, { id }) => products.get(id),
    listProducts: async (_, { limit }) => {
      const page = await products.list(limit);
      return { items: page.products, nextToken: page.nextToken };
    },
  },
  Mutation: {
    createProduct: (_, { input }) => products.create(input),
    updateProduct: (_, { input }) => products.update(input.id, input),
    deleteProduct: (_, { input }) => products.remove(input.id),
  },
};
