/**
 * What every template of this project keeps to, in CloudFormation Guard's language: `cdk synth` refuses to go on where
 * one is broken (`audit.ts`). https://docs.aws.amazon.com/cfn-guard/latest/ug/writing-rules.html
 */
export const houseRules = `
let functions = Resources.*[ Type == 'AWS::Lambda::Function' ]
rule functions_run_on_the_runtime_of_the_bundles when %functions !empty {
  %functions.Properties.Runtime == 'nodejs24.x'
  %functions.Properties.Architectures == ['arm64']
  %functions.Properties.TracingConfig.Mode == 'Active'
}

let methods = Resources.*[ Type == 'AWS::ApiGateway::Method' Properties.HttpMethod != 'OPTIONS' ]
rule methods_know_their_caller when %methods !empty {
  %methods.Properties.AuthorizationType IN ['AWS_IAM', 'COGNITO_USER_POOLS', 'CUSTOM']
}

let graphql_apis = Resources.*[ Type == 'AWS::AppSync::GraphQLApi' ]
rule graphql_is_signed_with_iam when %graphql_apis !empty {
  %graphql_apis.Properties.AuthenticationType == 'AWS_IAM'
  %graphql_apis.Properties.LogConfig.ExcludeVerboseContent == true
}

let log_groups = Resources.*[ Type == 'AWS::Logs::LogGroup' ]
rule logs_are_encrypted_and_end when %log_groups !empty {
  %log_groups.Properties.KmsKeyId exists
  %log_groups.Properties.RetentionInDays exists
}

let tables = Resources.*[ Type == 'AWS::DynamoDB::GlobalTable' ]
rule tables_are_encrypted_and_recoverable when %tables !empty {
  %tables.Properties.SSESpecification.SSEType == 'KMS'
  %tables.Properties.Replicas[*].PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled == true
}

let urls = Resources.*[ Type == 'AWS::Lambda::Url' ]
rule no_function_has_a_door_of_its_own {
  %urls empty
}

let permissions = Resources.*[ Type == 'AWS::Lambda::Permission' ]
rule only_named_services_call_functions when %permissions !empty {
  %permissions.Properties.Principal != '*'
}
`;
