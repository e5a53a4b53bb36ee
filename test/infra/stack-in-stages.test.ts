/* In one file, since each file loads the CDK anew and synthesises the stages for itself. */
import './stack/dependencies.ts';
import './stack/events.ts';
import './stack/ground.ts';
import './stack/keys.ts';
import './stack/stages.ts';
import './stack/what-stays.ts';
