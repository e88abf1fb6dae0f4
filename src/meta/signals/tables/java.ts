import type { SignalTable } from "./signal.ts";

export const java: SignalTable = {
  calls: {
    walk: "Files.walk Files.walkFileTree Files.find FileUtils.listFiles FileUtils.iterateFiles DirectoryScanner PathMatchingResourcePatternResolver",
    list: "Files.list Files.newDirectoryStream .listFiles ProcessHandle.allProcesses .listObjectsV2 NetworkInterface.getNetworkInterfaces",
    fetch:
      "HttpClient.newHttpClient HttpRequest.newBuilder .openConnection .openStream RestTemplate Jsoup.connect OkHttpClient WebClient.create GitHub.connect HttpClient.newBuilder .getForObject",
    query: ".executeQuery .queryForList .createQuery .getResultList",
    read: "Files.readString Files.readAllLines Files.readAllBytes Files.lines FileReader FileInputStream BufferedReader Scanner Files.newBufferedReader Files.newInputStream .readLine",
    metadata:
      "Files.size Files.getLastModifiedTime Files.readAttributes MessageDigest.getInstance .lastModified InetAddress.getLocalHost .getFileName DigestUtils.* Files.probeContentType System.getProperty",
    filter: ".filter Files.isRegularFile Files.isDirectory .getPathMatcher .matches",
    aggregate:
      "Collectors.groupingBy Collectors.counting Collectors.summingInt Collectors.summingLong .reduce .merge .computeIfAbsent .mapToLong .mapToInt .sum Collectors.partitioningBy Collectors.averagingDouble",
    parse:
      "ObjectMapper.readValue .readValue .readTree JsonParser.parseString Gson.fromJson .fromJson CSVParser.parse CSVReader Yaml.load DocumentBuilderFactory.newInstance Integer.parseInt Double.parseDouble Pattern.compile Long.parseLong LocalDate.parse SAXParserFactory.newInstance",
    code: "StaticJavaParser.parse JavaParser CompilationUnit ToolProvider.getSystemJavaCompiler ASTParser.newParser",
    compute: "Math.* StatUtils.* DescriptiveStatistics .average BigDecimal",
    order: "Collections.sort .sorted Collections.max Collections.min .max .min Arrays.sort Comparator.comparing",
    compare: "Objects.equals DiffUtils.diff .compareTo Files.mismatch .retainAll .removeAll .containsAll",
    check: ".validate Validation.buildDefaultValidatorFactory Checker .isValid SchemaFactory.newInstance",
    convert:
      "Base64.getEncoder .getBytes ModelMapper BeanUtils.copyProperties .convertValue ImageIO.* Collectors.toMap",
    serialize:
      "ObjectMapper.writeValue .writeValue .writeValueAsString .writerWithDefaultPrettyPrinter Gson.toJson .toJson CSVPrinter CSVWriter .printRecord Yaml.dump ObjectOutputStream TransformerFactory.newInstance .writeNext",
    write:
      "Files.writeString Files.write FileWriter FileOutputStream BufferedWriter Files.newBufferedWriter PrintWriter .write",
    store: ".batchUpdate .saveAll .persist .addBatch .executeBatch",
    render:
      "String.format .formatted Freemarker .process TemplateEngine Velocity.* AsciiTable ChartFactory.* JasperFillManager.* .printf DecimalFormat MustacheFactory NumberFormat.getInstance",
    print: "System.out.println System.out.printf System.out.print System.err.println",
    temporary: "Files.createTempFile Files.createTempDirectory",
    replace: ".replaceAll .replace",
    start: ".start .run",
    rewrite: "LexicalPreservingPrinter.print",
    move: "Files.move Files.copy Files.createSymbolicLink .renameTo FileUtils.moveFile Files.createLink FileUtils.copyFile",
    remove: "Files.delete Files.deleteIfExists FileUtils.deleteDirectory FileUtils.deleteQuietly",
    repair: "Files.setPosixFilePermissions Files.setLastModifiedTime .setReadable .setWritable Files.setOwner",
    spawn:
      "ProcessBuilder ProcessBuilder.* Runtime.getRuntime().exec .exec ProcessBuilder().start ProcessBuilder().inheritIO().start",
    schedule:
      "Executors.newScheduledThreadPool .scheduleAtFixedRate .scheduleWithFixedDelay Timer Quartz.* StdSchedulerFactory.getDefaultScheduler TimerTask .scheduleJob Executors.newSingleThreadScheduledExecutor",
    pool: "Executors.newFixedThreadPool Executors.newCachedThreadPool Executors.newVirtualThreadPerTaskExecutor CompletableFuture.* Thread .submit .invokeAll Thread.ofVirtual ForkJoinPool",
    queue: "LinkedBlockingQueue ArrayBlockingQueue .offer .take ConnectionFactory KafkaProducer .poll",
    wait: "Thread.sleep .waitFor .join CountDownLatch .await .awaitTermination Runtime.getRuntime().addShutdownHook",
    options: "CommandLine DefaultParser picocli.* Options JCommander.newBuilder",
  },
  byArguments: [
    { name: /^(?:String\.join|Collectors\.joining)$/, arguments: /^\("\\n|lineSeparator/, signals: ["lines"] },
    {
      name: /\.execute(?:Update)?$|\.update$|\.prepareStatement$/,
      arguments: /"\s*(?:UPDATE|DELETE|ALTER|DROP)\b/i,
      signals: ["repair"],
    },
    { name: /\.execute(?:Update)?$|\.update$|\.prepareStatement$/, arguments: /"\s*INSERT\b/i, signals: ["store"] },
    { name: /\.prepareStatement$/, arguments: /"\s*(?:SELECT|WITH)\b/i, signals: ["query"] },
  ],
};
