/* In one file, since each file loads the CDK anew and synthesises the stages for itself. */
import './stack/consumer-rule.ts';
import './stack/doors.ts';
import './stack/firewall.ts';
import './stack/house-rules.ts';
import './stack/operations.ts';
import './stack/permissions.ts';
import './stack/watched.ts';
