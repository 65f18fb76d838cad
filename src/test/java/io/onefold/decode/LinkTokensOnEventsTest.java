package io.onefold.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.decode.id.LinkKey;
import io.onefold.decode.id.LinkPurpose;
import io.onefold.decode.id.LinkTokens;
import io.onefold.decode.rules.Unused;
import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code context.linkToken}: who came by a link in a mail. */
class LinkTokensOnEventsTest {

  private static final LinkTokens LINKS =
      new LinkTokens(List.of(new LinkKey(new byte[LinkKey.SECRET_BYTES])));
  private static final ProfileId ANN = ProfileId.of(1_000, 3, 5, 7);
  private static final ProfileId BEN = ProfileId.of(2_000, 3, 5, 7);
  private static final long DAY_MS = 86_400_000;

  private final EventDecoder decoder = new EventDecoder(DecodeLimits.DEFAULT, Wire.HASHER, LINKS);

  private static String token(ProfileId profile) {
    return token(profile, Wire.ORIGIN.accountId(), LinkPurpose.LINK, Wire.NOW_MS);
  }

  private static String token(ProfileId profile, int account, LinkPurpose purpose, long atMs) {
    return LINKS.seal(profile, account, purpose, atMs, 14 * DAY_MS, new Hash128(1, 2));
  }

  private Decoded.Events decode(String body) {
    return Wire.events(decoder.decode(Wire.json(body), Wire.context(Optional.empty(), "")));
  }

  private Decoded.Events withToken(String token) {
    return decode(
        "{'batch':[{'type':'page','anonymousId':'d1','context':{'linkToken':'" + token + "'}}]}");
  }

  private static List<String> who(Decoded.Events decoded) {
    assertThat(decoded.rejections()).isEmpty();
    return Wire.who(decoded.events().getFirst());
  }

  @Test
  void validToken_isTheLastIdentifier() {
    Decoded.Events decoded =
        decode(
            "{'batch':[{'type':'track','event':'Order Completed','userId':'u1','anonymousId':'d1',"
                + "'properties':{'order_id':'o1'},'context':{'linkToken':'%s'}}]}"
                    .formatted(token(ANN)));
    Event event = decoded.events().getFirst();

    assertThat(event.identifiers())
        .extracting(identifier -> identifier.type())
        .containsExactly(
            IdentifierType.CUSTOMER_ID,
            IdentifierType.ANONYMOUS_ID,
            IdentifierType.ORDER_ID,
            IdentifierType.LINK_TOKEN);
    assertThat(event.identifiers().getLast()).isEqualTo(LinkTokens.identifier(ANN));
    assertThat(decoded.unused()).isEmpty();
  }

  @Test
  void token_ofTheBatch_holdsForEachEventWithoutOne() {
    Decoded.Events decoded =
        decode(
            "{'context':{'linkToken':'%s'},'batch':[{'type':'page','anonymousId':'d1'},"
                    .formatted(token(ANN))
                + "{'type':'page','anonymousId':'d1','context':{'linkToken':'%s'}}]}"
                    .formatted(token(BEN)));

    assertThat(Wire.who(decoded.events().get(0))).endsWith("link_token:" + ANN.text());
    assertThat(Wire.who(decoded.events().get(1))).endsWith("link_token:" + BEN.text());
  }

  @Test
  void token_onAnEventOfNobody_doesNotMakeItSomebodys() {
    Decoded.Events decoded =
        decode("{'batch':[{'type':'page','context':{'linkToken':'" + token(ANN) + "'}}]}");

    assertThat(decoded.events()).isEmpty();
    assertThat(decoded.rejections()).extracting(Rejection::code).containsExactly("no_identifier");
  }

  @Test
  void token_thatIsNoGood_isLeftOutAndTheEventTaken() {
    assertLeftOut(token(ANN).substring(1) + "A", Unused.Why.FORGED);
    assertLeftOut("nonsense", Unused.Why.FORGED);
    assertLeftOut(
        token(ANN, Wire.ORIGIN.accountId() + 1, LinkPurpose.LINK, Wire.NOW_MS), Unused.Why.FOREIGN);
    assertLeftOut(
        token(ANN, Wire.ORIGIN.accountId(), LinkPurpose.UNSUBSCRIBE, Wire.NOW_MS),
        Unused.Why.WRONG_PURPOSE);
    assertLeftOut(
        token(ANN, Wire.ORIGIN.accountId(), LinkPurpose.LINK, Wire.NOW_MS - 14 * DAY_MS),
        Unused.Why.EXPIRED);
  }

  private void assertLeftOut(String token, Unused.Why why) {
    Decoded.Events decoded = withToken(token);
    assertThat(who(decoded)).containsExactly("anonymous_id:d1");
    assertThat(decoded.unused())
        .containsExactly(new Unused(IdentifierType.LINK_TOKEN, "", "context.linkToken", why));
  }

  @Test
  void decoder_withoutKeys_leavesEveryTokenOut() {
    Decoded.Events decoded =
        Wire.events(
            Wire.batchBody(
                "{'batch':[{'type':'page','anonymousId':'d1','context':{'linkToken':'%s'}}]}"
                    .formatted(token(ANN))));
    assertThat(who(decoded)).containsExactly("anonymous_id:d1");
  }

  @Test
  void emptyOrAbsentToken_saysNothing() {
    assertThat(withToken("").unused()).isEmpty();
    assertThat(
            decode("{'batch':[{'type':'page','anonymousId':'d1','context':{'linkToken':null}}]}")
                .unused())
        .isEmpty();
  }

  @Test
  void token_thatIsTooLongOrNoText_isAFault() {
    assertThat(withToken("a".repeat(LinkTokens.CHARS_MAX)).rejections()).isEmpty();
    assertThat(withToken("a".repeat(LinkTokens.CHARS_MAX + 1)).rejections())
        .extracting(Rejection::code, Rejection::field)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("value_too_long", "context.linkToken"));
    assertThat(
            decode("{'batch':[{'type':'page','anonymousId':'d1','context':{'linkToken':[1]}}]}")
                .rejections())
        .extracting(Rejection::code)
        .containsExactly("wrong_type");
  }

  @Test
  void namingARecipientByAliasOrExternalId_isNoToken() {
    Decoded.Events alias =
        decode(
            "{'batch':[{'type':'alias','userId':'u1','previousId':'link_token:%s'}]}"
                .formatted(ANN.text()));
    assertThat(alias.events()).isEmpty();

    Decoded.Events external =
        decode(
            "{'batch':[{'type':'page','anonymousId':'d1','context':{'externalIds':["
                + "{'type':'link_token','collection':'users','id':'%s'}]}}]}"
                    .formatted(ANN.text()));
    assertThat(who(external)).containsExactly("anonymous_id:d1");
  }

  @Test
  void blockedAndInvalidValues_areNamed() {
    Decoded.Events decoded =
        decode(
            "{'batch':[{'type':'identify','userId':'null','anonymousId':'d1',"
                + "'traits':{'email':'nobody at all'}}]}");
    assertThat(decoded.unused())
        .containsExactly(
            new Unused(IdentifierType.CUSTOMER_ID, "null", "userId", Unused.Why.BLOCKED),
            new Unused(IdentifierType.EMAIL, "nobody at all", "traits.email", Unused.Why.INVALID));
  }
}
