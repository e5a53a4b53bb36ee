/** `eu-west-1` of `arn:aws:kms:eu-west-1:111122223333:key/…`. */
export const regionOfArn = (arn: string): string => arn.split(':')[3] ?? '';
