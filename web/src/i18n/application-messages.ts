import { earlier } from '../awards/earlier/messages.ts';
import { keeping } from '../awards/keeping-messages.ts';
import { community } from '../community/messages.ts';
import { demo } from '../demo/messages.ts';
import { evaluation } from '../evaluation/messages.ts';
import { exchange } from '../exchange/messages.ts';
import { identity } from '../identity/messages.ts';
import { learning } from '../learning/messages.ts';
import { portfolio } from '../portfolio/messages.ts';
import { privacy } from '../privacy/messages.ts';
import { programAuthoring } from '../recognition/authoring/authoring-messages.ts';
import { districtInsight } from '../recognition/insight/insight-messages.ts';
import { nominations } from '../recognition/nominations-messages.ts';
import { pay } from '../recognition/pay-messages.ts';
import { rosters } from '../recognition/rosters/rosters-messages.ts';
import { simulator } from '../recognition/simulator/simulator-messages.ts';
import { takingPart } from '../recognition/taking-part-messages.ts';
import { talent } from '../recognition/talent/talent-messages.ts';
import { frame } from '../shell/frame-messages.ts';

/** Message catalogs of the signed-in application, one namespace a capability; public pages never load them. */
export const applicationMessages = {
  frame,
  identity,
  portfolio,
  privacy,
  evaluation,
  exchange,
  keeping,
  earlier,
  demo,
  learning,
  community,
  nominations,
  takingPart,
  programAuthoring,
  pay,
  districtInsight,
  rosters,
  simulator,
  talent,
};
