import type { Snippets } from "./snippets.ts";

export const java: Snippets = {
  language: "java",
  ending: "java",
  comment: "//",
  text: (words) => `class Message { static final String TEXT = "${words}"; }\n`,
  programs: {
    collector: [
      `import java.nio.file.*;
import java.util.List;

class Inventory {
    List<Row> collect(Path root) throws Exception {
        try (var paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile).map(this::row).toList();
        }
    }

    Row row(Path path) {
        return new Row(path, Files.size(path), Files.getLastModifiedTime(path));
    }
}
`,
      `import java.net.URI;
import java.net.http.*;

class TaskSource {
    String fetch(String base, int page) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + "?page=" + page)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
`,
    ],
    analyzer: [
      `import java.util.*;
import java.util.stream.Collectors;

class Velocity {
    Map<Integer, Double> byPhase(List<Task> tasks) {
        return tasks.stream().collect(Collectors.groupingBy(Task::phase, Collectors.averagingDouble(Task::days)));
    }

    double spread(double[] days, double mean) {
        return Math.sqrt(Arrays.stream(days).map(day -> Math.pow(day - mean, 2)).average().orElse(0));
    }
}
`,
      `import com.github.difflib.DiffUtils;
import java.nio.file.*;
import java.util.Objects;

class Mirrors {
    boolean same(Path left, Path right) throws Exception {
        return Files.mismatch(left, right) == -1;
    }

    int differences(List<String> left, List<String> right) {
        return Objects.equals(left, right) ? 0 : DiffUtils.diff(left, right).getDeltas().size();
    }
}
`,
    ],
    transformer: [
      `import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.*;

class Export {
    void toJson(Path source, Path target) throws Exception {
        var phases = new Yaml().load(Files.readString(source));
        Files.writeString(target, new ObjectMapper().writeValueAsString(phases));
    }
}
`,
      `import org.apache.commons.csv.*;
import com.google.gson.Gson;
import java.io.*;

class Nodes {
    String fromCsv(Reader reader) throws IOException {
        var rows = CSVParser.parse(reader, CSVFormat.DEFAULT).getRecords();
        return new Gson().toJson(rows);
    }
}
`,
    ],
    reporter: [
      `class Status {
    void show(List<Phase> phases) {
        System.out.println("Phases");
        System.out.println("------");
        for (var phase : phases) {
            System.out.printf("%-12s %3d%%%n", phase.name(), phase.done());
        }
        System.out.println(phases.size() + " in all");
    }
}
`,
      `import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;

class Page {
    String render(List<Phase> phases) {
        var context = new Context();
        context.setVariable("phases", phases);
        return new TemplateEngine().process("phases", context);
    }
}
`,
    ],
    fixer: [
      `import java.nio.file.*;

class Archive {
    void orphans(List<Path> orphans, Path archive) throws Exception {
        for (var orphan : orphans) {
            Files.move(orphan, archive.resolve(orphan.getFileName()));
        }
        Files.deleteIfExists(archive.resolve("tmp"));
    }
}
`,
      `import java.nio.file.*;

class RenameField {
    void in(List<Path> files, String before, String after) throws Exception {
        for (var file : files) {
            String text = Files.readString(file);
            Files.writeString(file, text.replaceAll(before, after));
        }
    }
}
`,
    ],
    orchestrator: [
      `import java.util.List;

class Daily {
    public static void main(String[] args) throws Exception {
        for (String step : List.of("scan", "extract", "load")) {
            int status = new ProcessBuilder("v7", step).inheritIO().start().waitFor();
            if (status != 0) System.exit(status);
        }
    }
}
`,
      `import java.util.concurrent.*;

class Campaign {
    void run(List<Callable<Report>> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        for (var done : pool.invokeAll(work)) done.get();
        pool.shutdown();
        pool.awaitTermination(1, TimeUnit.MINUTES);
    }
}
`,
    ],
    none: [
      `public record Phase(int number, Status status) {}
`,
      `public class Store {
    private final Map<Integer, Phase> phases = new HashMap<>();

    public void add(Phase phase) {
        phases.put(phase.number(), phase);
    }

    public Phase get(int number) {
        return phases.get(number);
    }
}
`,
    ],
  },
};
