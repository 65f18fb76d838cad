import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs google-java-format over all Java files below the directories given: {@code Format
 * --check|--replace directory...}. The formatter itself takes only file names, and no shell is
 * there on every system to list them. Run by pom.xml in source mode; not part of the product.
 */
final class Format {

  public static void main(String[] args) throws Exception {
    boolean check = args[0].equals("--check");
    List<String> command =
        new ArrayList<>(check ? List.of("--dry-run", "--set-exit-if-changed") : List.of(args[0]));
    for (int i = 1; i < args.length; i++) {
      command.addAll(javaFiles(Path.of(args[i])));
    }
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    int status = new Main(out, err, System.in).format(command.toArray(String[]::new));
    out.flush();
    err.flush();
    if (check && status != 0) {
      System.err.println(
          "Not formatted: the files above. mvn -q -Pformat process-sources does it.");
    }
    System.exit(status);
  }

  private static List<String> javaFiles(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.map(Path::toString).filter(name -> name.endsWith(".java")).sorted().toList();
    }
  }
}
