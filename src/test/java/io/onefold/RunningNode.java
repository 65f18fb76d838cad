package io.onefold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A node in a process of its own, as a user runs it, on a data directory and a free port. */
public final class RunningNode implements AutoCloseable {

  public static final String WRITE = "dev-write-key";
  public static final String SERVER = "dev-server-key";
  public static final String SECRET = "dev-secret-key";

  private static final long WAIT_SECONDS = 60;

  private final Process process;
  private final Place place;
  private final Thread reader;
  private final List<String> output = new ArrayList<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private RunningNode(Process process, Place place) {
    this.process = process;
    this.place = place;
    reader = Thread.ofVirtual().start(this::read);
  }

  /** Starts a node and waits until it says that it is ready. */
  public static RunningNode start(Path dataDir) {
    return start(dataDir, Map.of());
  }

  /** Starts a node with more environment and arguments, and waits until it is ready. */
  public static RunningNode start(
      Path dataDir, Map<String, String> environment, String... arguments) {
    RunningNode node = launch(dataDir, environment, arguments);
    node.ready.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join();
    return node;
  }

  /** Starts a node and does not wait. */
  public static RunningNode launch(
      Path dataDir, Map<String, String> environment, String... arguments) {
    return launch(Place.anywhere(), dataDir, environment, arguments);
  }

  /** Starts a node at a place of its own and does not wait. */
  public static RunningNode launch(
      Place place, Path dataDir, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(place.before());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(place.jvm());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.onefold.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("ONEFOLD_HTTP_PORT", Integer.toString(place.port()));
    builder.environment().put("ONEFOLD_DATA_DIR", dataDir.toString());
    builder.environment().putAll(environment);
    try {
      return new RunningNode(builder.start(), place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Where a node's process runs.
   *
   * @param before what stands before the command, such as what enters a network of its own
   * @param jvm flags
   * @param host at which its HTTP is reached
   * @param port of its HTTP
   */
  public record Place(List<String> before, List<String> jvm, String host, int port) {

    static Place anywhere() {
      return new Place(List.of(), List.of("-Xmx1g"), "127.0.0.1", freePort());
    }
  }

  /** An answer: status, headers and body. */
  public record Answer(int status, java.net.http.HttpHeaders headers, String body) {}

  public int port() {
    return place.port();
  }

  public Process process() {
    return process;
  }

  /** What the node has printed so far. */
  public String output() {
    synchronized (output) {
      return String.join("\n", output);
    }
  }

  public Answer get(String key, String path) {
    return send(request(key, path).GET());
  }

  public Answer post(String key, String path, String json) {
    return send(request(key, path).POST(BodyPublishers.ofString(json)));
  }

  public Answer delete(String key, String path) {
    return send(request(key, path).DELETE());
  }

  public CompletableFuture<Answer> postAsync(String key, String path, String json) {
    return client
        .sendAsync(
            request(key, path).POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString())
        .thenApply(RunningNode::answer);
  }

  /** As {@code kill -9}: the process has no say. */
  public void kill() {
    process.destroyForcibly();
    exitCode();
  }

  /** As {@code kill}: the node finishes what it has accepted. */
  public int stop() {
    // Process.destroy would close the stream as well, and with it go the node's last words.
    process.toHandle().destroy();
    return exitCode();
  }

  /** As {@code kill -HUP}: the node reads its rules again. */
  public void hangUp() {
    signal("HUP");
  }

  /** Sends the process a signal, by its name without {@code SIG}. */
  public void signal(String name) {
    try {
      String pid = Long.toString(process.pid());
      assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for the end of the process. */
  public int exitCode() {
    try {
      if (!process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the node does not end:\n" + output());
      }
      reader.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Ends the node and the Redis that it may have left behind. */
  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
    client.close();
  }

  /** The process of the Redis that keeps this data directory. */
  public static ProcessHandle redisOf(Path dataDir) {
    try {
      for (String line : Files.readAllLines(dataDir.resolve("redis/server.properties"))) {
        if (line.startsWith("pid=")) {
          return ProcessHandle.of(Long.parseLong(line.substring(4).strip())).orElseThrow();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError("no pid of redis-server is recorded");
  }

  private HttpRequest.Builder request(String key, String path) {
    String basic = Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(URI.create("http://" + place.host() + ":" + place.port() + path))
        .header("Authorization", "Basic " + basic);
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      return answer(client.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Answer answer(HttpResponse<String> response) {
    return new Answer(response.statusCode(), response.headers(), response.body());
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (output) {
          output.add(line);
        }
        if (line.startsWith("Onefold is ready")) {
          ready.complete(null);
        }
      }
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
    ready.completeExceptionally(new AssertionError("the node ended:\n" + output()));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
