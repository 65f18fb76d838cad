package io.onefold.personalize;

import static io.onefold.personalize.Samples.ABSORBED;
import static io.onefold.personalize.Samples.ANN;
import static io.onefold.personalize.Samples.LOGIN;
import static io.onefold.personalize.Samples.SPRING_MS;
import static io.onefold.personalize.Samples.SUMMER_MS;
import static io.onefold.personalize.Samples.TRACKING_ID;
import static io.onefold.personalize.Samples.json;
import static io.onefold.personalize.Samples.known;
import static io.onefold.personalize.Samples.merging;
import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.profile.IdentityFacts;
import io.onefold.profile.IdentityFacts.Direction;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IdentityJsonTest {

  private static final ProfileId PART = ProfileId.of(SUMMER_MS, 7, 5, 6);

  @Test
  void render_linksMergesAndRefusals_isTheContract() {
    IdentityFacts facts =
        new IdentityFacts(
            ANN,
            TRACKING_ID,
            true,
            List.of(known(IdentifierType.ANONYMOUS_ID, "a-1", SUMMER_MS)),
            List.of(
                new IdentityFacts.Link(
                    "anonymous_id:a-1", "customer_id:c-1", LOGIN, SPRING_MS, SUMMER_MS, 4)),
            List.of(new IdentityFacts.Merge(ABSORBED, SUMMER_MS, "event", LOGIN)),
            List.of(
                new IdentityFacts.Refused(
                    "anonymous_id:tablet", "device_joins_two_people", SPRING_MS, 3, LOGIN)),
            past(),
            4);
    assertThat(json(IdentityJson.render(facts, "anonymous_id:a-1")))
        .isEqualTo(
            json(
                """
                {'profile_id':'%s','requested_id':'anonymous_id:a-1',
                'former_profile_ids':['%s'],'tracking_id':'%s',
                'tracking_id_issued_at':'2026-07-15T12:30:00.000Z','former_tracking_ids':2,
                'identifiers':[{'type':'anonymous_id','value':'a-1','strength':'device',
                  'first_seen':'2026-03-01T08:00:00.250Z','last_seen':'2026-07-15T12:30:00.000Z',
                  'source':'tracking','quarantined':false,'shared_device':false,'settled':true}],
                'links':[{'from':'anonymous_id:a-1','to':'customer_id:c-1',
                  'cause':{'message_id':'message-1','source':'tracking','rule':'customer_id'},
                  'first_at':'2026-03-01T08:00:00.250Z','last_at':'2026-07-15T12:30:00.000Z',
                  'count':4}],
                'merges':[{'absorbed_profile_id':'%s','at':'2026-07-15T12:30:00.000Z',
                  'kind':'event',
                  'cause':{'message_id':'message-1','source':'tracking','rule':'customer_id'}}],
                'refusals':[{'identifier':'anonymous_id:tablet',
                  'reason':'device_joins_two_people','at':'2026-03-01T08:00:00.250Z',
                  'rule_version':3,
                  'cause':{'message_id':'message-1','source':'tracking','rule':'customer_id'}}],
                'splits':[
                  {'from':'%s','identifiers':['anonymous_id:a-1'],
                   'at':'2026-03-01T08:00:00.250Z','by':'desk'},
                  {'into':'%s','identifiers':['email','phone'],
                   'at':'2026-07-15T12:30:00.000Z','by':'desk'}],
                'severed':[{'from':'anonymous_id:a-1','identifier':'email',
                  'at':'2026-07-15T12:30:00.000Z','by':'desk'}],
                'rule_version':4}
                """
                    .formatted(
                        ANN.text(),
                        ABSORBED.text(),
                        TRACKING_ID,
                        ABSORBED.text(),
                        ABSORBED.text(),
                        PART.text())));
  }

  private static IdentityFacts.Past past() {
    return new IdentityFacts.Past(
        List.of(
            new IdentityFacts.Split(
                Direction.FROM, ABSORBED, List.of("anonymous_id:a-1"), SPRING_MS, "desk"),
            new IdentityFacts.Split(
                Direction.INTO, PART, List.of("email", "phone"), SUMMER_MS, "desk")),
        List.of(new IdentityFacts.Severed("anonymous_id:a-1", "email", SUMMER_MS, "desk")),
        List.of(ABSORBED),
        SUMMER_MS,
        2);
  }

  @Test
  void render_linkOnItsWay_isMerging() {
    assertThat(json(IdentityJson.render(merging(), "email:a@b.eu")).path("merging").booleanValue())
        .isTrue();
  }

  @Test
  void render_profileAtRest_saysNothingOfMerging() {
    assertThat(json(IdentityJson.render(Samples.identity(), "email:a@b.eu")).has("merging"))
        .isFalse();
  }
}
