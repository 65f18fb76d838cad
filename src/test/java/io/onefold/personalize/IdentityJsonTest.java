package io.onefold.personalize;

import static io.onefold.personalize.Samples.ABSORBED;
import static io.onefold.personalize.Samples.ANN;
import static io.onefold.personalize.Samples.LOGIN;
import static io.onefold.personalize.Samples.SPRING_MS;
import static io.onefold.personalize.Samples.SUMMER_MS;
import static io.onefold.personalize.Samples.TRACKING_ID;
import static io.onefold.personalize.Samples.json;
import static io.onefold.personalize.Samples.known;
import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.IdentifierType;
import io.onefold.profile.IdentityFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IdentityJsonTest {

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
            List.of(new IdentityFacts.Merge(ABSORBED, SUMMER_MS, LOGIN)),
            List.of(
                new IdentityFacts.Refused(
                    "anonymous_id:tablet", "device_joins_two_people", SPRING_MS, LOGIN)));
    assertThat(json(IdentityJson.render(facts, "anonymous_id:a-1")))
        .isEqualTo(
            json(
                """
                {'profile_id':'%s','requested_id':'anonymous_id:a-1',
                'identifiers':[{'type':'anonymous_id','value':'a-1',
                  'first_seen':'2026-03-01T08:00:00.250Z','last_seen':'2026-07-15T12:30:00.000Z',
                  'source':'tracking'}],
                'links':[{'from':'anonymous_id:a-1','to':'customer_id:c-1',
                  'cause':{'message_id':'message-1','source':'tracking','rule':'customer_id'},
                  'first_at':'2026-03-01T08:00:00.250Z','last_at':'2026-07-15T12:30:00.000Z',
                  'count':4}],
                'merges':[{'absorbed_profile_id':'%s','at':'2026-07-15T12:30:00.000Z',
                  'cause':{'message_id':'message-1','source':'tracking','rule':'customer_id'}}],
                'refusals':[{'identifier':'anonymous_id:tablet',
                  'reason':'device_joins_two_people','at':'2026-03-01T08:00:00.250Z',
                  'cause':{'message_id':'message-1','source':'tracking','rule':'customer_id'}}]}
                """
                    .formatted(ANN.text(), ABSORBED.text())));
  }

  @Test
  void render_linkOnItsWay_isMerging() {
    IdentityFacts facts =
        new IdentityFacts(ANN, TRACKING_ID, false, List.of(), List.of(), List.of(), List.of());
    assertThat(json(IdentityJson.render(facts, "email:a@b.eu")))
        .isEqualTo(
            json(
                "{'profile_id':'%s','requested_id':'email:a@b.eu','merging':true,'identifiers':[],"
                        .formatted(ANN.text())
                    + "'links':[],'merges':[],'refusals':[]}"));
  }
}
