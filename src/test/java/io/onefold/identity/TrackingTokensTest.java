package io.onefold.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrackingTokensTest {

  private final TrackingTokens tokens = new TrackingTokens(new byte[16]);
  private final Random random = new Random(11);

  @Test
  void token_opened_namesItsProfile() {
    for (int i = 0; i < 10_000; i++) {
      ProfileId id = anyProfile();
      String token = tokens.seal(id, anyNonce());
      assertThat(token).matches("[A-Za-z0-9]{40,}");
      assertThat(tokens.open(token)).contains(id);
    }
  }

  @Test
  void anyOneCharacterChanged_namesAnotherProfileOrNone() {
    ProfileId id = anyProfile();
    String token = tokens.seal(id, anyNonce());
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'a' ? 'b' : 'a';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(tokens.open(changed)).isNotEqualTo(java.util.Optional.of(id));
    }
  }

  @Test
  void renewed_isAnotherToken_andBothLead() {
    ProfileId id = anyProfile();
    Set<String> all = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String token = tokens.seal(id, anyNonce());
      all.add(token);
      assertThat(tokens.open(token)).contains(id);
    }
    assertThat(all).hasSize(1_000);
  }

  @Test
  void anotherKey_opensToNobody() {
    ProfileId id = anyProfile();
    byte[] key = new byte[16];
    key[3] = 1;
    assertThat(new TrackingTokens(key).open(tokens.seal(id, anyNonce())))
        .isNotEqualTo(java.util.Optional.of(id));
  }

  @Test
  void hundredThousand_areAllDifferent() {
    assertThat(TrackingIdCollisions.count(100_000, random)).isZero();
  }

  @Test
  void alikeOnes_areCounted() {
    java.util.random.RandomGenerator stuck = () -> 7;
    assertThat(TrackingIdCollisions.count(10, stuck)).isEqualTo(9);
  }

  @Test
  void anyOneCharacter_changedToAnyOther_namesNobodyWhoIsThere() {
    ProfileId id = anyProfile();
    String token = tokens.seal(id, anyNonce());
    String alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    Set<ProfileId> opened = new HashSet<>();
    for (int at = 0; at < token.length(); at++) {
      for (char other : alphabet.toCharArray()) {
        if (other != token.charAt(at)) {
          tokens
              .open(token.substring(0, at) + other + token.substring(at + 1))
              .ifPresent(opened::add);
        }
      }
    }
    assertThat(opened).doesNotContain(id).isNotEmpty();
  }

  @Test
  void noToken_isEmpty() {
    assertThat(tokens.open("")).isEmpty();
    assertThat(tokens.open("z".repeat(44))).isEmpty(); // beyond 64 bits
    assertThat(tokens.open("0".repeat(43) + "-")).isEmpty();
  }

  private ProfileId anyProfile() {
    return new ProfileId(random.nextLong(), random.nextLong());
  }

  private Hash128 anyNonce() {
    return new Hash128(random.nextLong(), random.nextLong());
  }
}
