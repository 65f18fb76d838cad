package io.onefold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastKnownTest {

  @TempDir private Path dir;

  @Test
  void shards_remembered_areKnownToTheNextNode() throws IOException {
    LastKnown first = lastKnown();
    assertThat(first.shards()).isEmpty();
    first.remember(Set.of(3, 17));
    first.remember(Set.of(4));
    assertThat(lastKnown().shards()).containsExactlyInAnyOrder(3, 4, 17);
  }

  @Test
  void shards_forgotten_areUnknownToTheNextNode() throws IOException {
    lastKnown().remember(Set.of(3));
    lastKnown().forget();
    assertThat(lastKnown().shards()).isEmpty();
  }

  @Test
  void remember_notWritten_isTriedAgain() throws IOException {
    LastKnown lastKnown = lastKnown();
    Path inTheWay = Files.createDirectory(dir.resolve("data/last-known-c.next"));
    assertThatThrownBy(() -> lastKnown.remember(Set.of(3))).isInstanceOf(IOException.class);
    Files.delete(inTheWay);
    lastKnown.remember(Set.of(3));
    assertThat(lastKnown().shards()).containsExactly(3);
  }

  @Test
  void file_damaged_isRefused() throws IOException {
    lastKnown();
    Files.writeString(dir.resolve("data/last-known-c"), "3\nx\n");
    assertThatThrownBy(this::lastKnown).isInstanceOf(IOException.class).hasMessageContaining("x");
  }

  private LastKnown lastKnown() throws IOException {
    Files.createDirectories(dir.resolve("data"));
    return new LastKnown(dir.resolve("data"), "c");
  }
}
