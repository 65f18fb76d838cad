package io.onefold.decode.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onefold.decode.id.LinkTokens.Opened;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinkTokensTest {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final long NOW_MS = 1_790_000_000_000L;
  private static final long DAY_MS = 86_400_000;
  private static final int ACCOUNT = 7;

  private final Random random = new Random(5);
  private final LinkKey key = key(1);
  private final LinkTokens tokens = new LinkTokens(List.of(key));

  private static LinkKey key(int seed) {
    byte[] secret = new byte[LinkKey.SECRET_BYTES];
    new Random(seed).nextBytes(secret);
    return new LinkKey(secret);
  }

  private ProfileId anyProfile() {
    return ProfileId.of(NOW_MS, random.nextInt(64), random.nextLong(), random.nextLong());
  }

  private String seal(ProfileId profile) {
    Hash128 nonce = new Hash128(random.nextLong(), random.nextLong());
    return tokens.seal(profile, ACCOUNT, LinkPurpose.LINK, NOW_MS, 14 * DAY_MS, nonce);
  }

  private Opened open(String token) {
    return tokens.open(token, ACCOUNT, LinkPurpose.LINK, NOW_MS);
  }

  @Test
  void token_opened_namesItsRecipient() {
    for (int i = 0; i < 5_000; i++) {
      ProfileId profile = anyProfile();
      String token = seal(profile);
      assertThat(token).matches("[A-Za-z0-9_-]{84}");
      assertThat(open(token)).isEqualTo(new Opened.Valid(profile));
    }
  }

  @Test
  void recipient_asIdentifier_isKnownByItsProfileId() {
    ProfileId profile = anyProfile();
    assertThat(LinkTokens.identifier(profile))
        .isEqualTo(
            new Identifier(
                IdentifierType.LINK_TOKEN,
                profile.text(),
                new Hash128(profile.hi(), profile.lo())));
  }

  @Test
  void anyOneCharacter_changedToAnyOther_isForged() {
    String token = seal(anyProfile());
    for (int at = 0; at < token.length(); at++) {
      for (char other : (ALPHABET + "=+/ .").toCharArray()) {
        if (other != token.charAt(at)) {
          String changed = token.substring(0, at) + other + token.substring(at + 1);
          assertThat(open(changed)).as("position %d, %c", at, other).isEqualTo(new Opened.Forged());
        }
      }
    }
  }

  @Test
  void anyOneBit_changed_isForged() {
    byte[] token = Base64.getUrlDecoder().decode(seal(anyProfile()));
    for (int bit = 0; bit < token.length * 8; bit++) {
      byte[] changed = token.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(open(Base64.getUrlEncoder().encodeToString(changed)))
          .as("bit %d", bit)
          .isEqualTo(new Opened.Forged());
    }
  }

  @Test
  void partsOfTwoTokens_putTogether_areForged() {
    String one = seal(anyProfile());
    String other = seal(anyProfile());
    for (int at = 1; at < one.length(); at++) {
      String mixed = one.substring(0, at) + other.substring(at);
      boolean isEither = mixed.equals(one) || mixed.equals(other);
      assertThat(open(mixed) instanceof Opened.Forged).as("cut at %d", at).isEqualTo(!isEither);
    }
  }

  @Test
  void anyText_isForged() {
    for (String text : List.of("", " ", "x", "a".repeat(84), "é".repeat(84), "a".repeat(512))) {
      assertThat(open(text)).isEqualTo(new Opened.Forged());
    }
    String token = seal(anyProfile());
    assertThat(open(token + "=")).isEqualTo(new Opened.Forged());
    assertThat(open(token.substring(1))).isEqualTo(new Opened.Forged());
  }

  @Test
  void otherAccount_isForeign() {
    String token = seal(anyProfile());
    assertThat(tokens.open(token, ACCOUNT + 1, LinkPurpose.LINK, NOW_MS))
        .isEqualTo(new Opened.Foreign());
  }

  @Test
  void otherPurpose_isRefused() {
    String token = seal(anyProfile());
    assertThat(tokens.open(token, ACCOUNT, LinkPurpose.UNSUBSCRIBE, NOW_MS))
        .isEqualTo(new Opened.WrongPurpose());
  }

  @Test
  void time_upToItsEnd_isValidAndThenExpired() {
    ProfileId profile = anyProfile();
    String token = seal(profile);
    long endMs = NOW_MS + 14 * DAY_MS;
    assertThat(tokens.open(token, ACCOUNT, LinkPurpose.LINK, endMs - 1))
        .isEqualTo(new Opened.Valid(profile));
    assertThat(tokens.open(token, ACCOUNT, LinkPurpose.LINK, endMs))
        .isEqualTo(new Opened.Expired());
  }

  @Test
  void life_ofMoreThanThirtyDaysOrNone_isNotMade() {
    Hash128 nonce = new Hash128(1, 2);
    for (long lifeMs : new long[] {0, -1, 30 * DAY_MS + 1, Long.MAX_VALUE}) {
      assertThatThrownBy(
              () -> tokens.seal(anyProfile(), ACCOUNT, LinkPurpose.LINK, NOW_MS, lifeMs, nonce))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void keys_rotated_openOldAndMakeNew() {
    ProfileId profile = anyProfile();
    String old = seal(profile);
    LinkTokens both = new LinkTokens(List.of(key(2), key));
    LinkTokens onlyNew = new LinkTokens(List.of(key(2)));
    String young = both.seal(profile, ACCOUNT, LinkPurpose.LINK, NOW_MS, DAY_MS, new Hash128(3, 4));

    assertThat(both.open(old, ACCOUNT, LinkPurpose.LINK, NOW_MS))
        .isEqualTo(new Opened.Valid(profile));
    assertThat(onlyNew.open(young, ACCOUNT, LinkPurpose.LINK, NOW_MS))
        .isEqualTo(new Opened.Valid(profile));
    assertThat(onlyNew.open(old, ACCOUNT, LinkPurpose.LINK, NOW_MS)).isEqualTo(new Opened.Forged());
    assertThat(tokens.open(young, ACCOUNT, LinkPurpose.LINK, NOW_MS))
        .isEqualTo(new Opened.Forged());
  }

  @Test
  void sameKeyTwice_isRefused() {
    assertThatThrownBy(() -> new LinkTokens(List.of(key, key(1))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noKey_opensNothing() {
    assertThat(LinkTokens.NONE.open(seal(anyProfile()), ACCOUNT, LinkPurpose.LINK, NOW_MS))
        .isEqualTo(new Opened.Forged());
  }

  @Test
  void token_read_showsNothingOfItsRecipient() {
    ProfileId profile = anyProfile();
    Set<String> sealed = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      byte[] bytes = Base64.getUrlDecoder().decode(seal(profile));
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      assertThat(text).doesNotContain(bytes(profile.hi())).doesNotContain(bytes(profile.lo()));
      sealed.add(Arrays.toString(Arrays.copyOfRange(bytes, 31, 47)));
    }
    assertThat(sealed).as("no two tokens of one person have this in common").hasSize(1_000);
  }

  private static String bytes(long value) {
    return new String(
        java.nio.ByteBuffer.allocate(Long.BYTES).putLong(value).array(),
        StandardCharsets.ISO_8859_1);
  }
}
