/** What AWS answers where it does not take the credentials themselves; each service has words of its own. */
const REFUSED_CREDENTIALS = new Set([
  'AuthFailure',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'RequestExpired',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);
const REFUSED_RIGHT = new Set(['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation']);
const GONE = new Set([
  'NoSuchBucket',
  'QueueDoesNotExist',
  'AWS.SimpleQueueService.NonExistentQueue',
  'ResourceNotFoundException',
]);
const UNREACHABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'EAI_AGAIN', 'ENETUNREACH', 'ENOTFOUND', 'ETIMEDOUT']);

/** What AWS refuses, with the way out. `undefined` where the fault is not of that kind. */
export function awsReason(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { name, message } = error;
  if (/^Region is missing/.test(message))
    return 'no AWS region is set; name one with AWS_REGION, or a profile that has one with AWS_PROFILE';
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError')
    return `no AWS credentials (${message}); sign in with \`aws sso login\` or \`aws configure\`, or name a profile with AWS_PROFILE`;
  if (REFUSED_CREDENTIALS.has(name))
    return `AWS does not take these credentials (${message}); sign in again, or name another profile with AWS_PROFILE`;
  if (REFUSED_RIGHT.has(name))
    return `access denied: ${message}; ask for that right, or name another profile with AWS_PROFILE`;
  if (GONE.has(name))
    return `a part of the stack is gone (${message}); \`npx cdk deploy\` puts it back, and what was kept stays`;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code !== undefined && UNREACHABLE.has(code))
    return `AWS cannot be reached (${message || code}); look at the network, at AWS_REGION and at AWS_ENDPOINT_URL where that is set`;
  return undefined;
}
