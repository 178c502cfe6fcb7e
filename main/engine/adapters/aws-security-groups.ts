import { securityGroup } from '../../../shared/policy/security-groups.ts';
import type { RecordAdapter } from './adapter.ts';
import { policyRows } from './policy-rows.ts';

/**
 * `aws ec2 describe-security-groups`: a group a record. Groups do not say since when they are as they are.
 * Fields: Amazon EC2 API reference, SecurityGroup.
 */
export const awsSecurityGroups: RecordAdapter = {
  reads: 'objects',
  format: 'aws-security-groups',
  kind: 'policy_rule',
  lists: ['SecurityGroups[]'],
  snapshot: true,
  // An instance of a plain list names its groups likewise.
  fits: ({ outline }) => outline.has('SecurityGroups[].GroupId') && !outline.has('InstanceId'),
  open: () => (record) =>
    policyRows('aws', record.fields, securityGroup, ({ GroupId }) => GroupId, { created: null, cluster: null }),
};
