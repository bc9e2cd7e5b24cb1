// A model endpoint for measurements, cheap enough not to be what is measured: one thread, epoll,
// every reply after the same delay.
//
//   endpoint DELAY_MS [REPLY_BYTES [FAULT_EVERY]]   prints its port; GET /v1/busy tells what it saw
//
// POST of anything below /v1 is answered with one chat completion; GET /v1/models lists one model.
// A prompt that lists subjects or writes a syllabus gets one as JSON. With FAULT_EVERY each so manieth
// request goes wrong: an error 500, a hang-up, or a reply that is cut off.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { max_descriptors = 16384, max_head = 16384, max_start = 1024 };

// A connection's request as far as it came: the head is kept, and the body's start; the rest is counted.
struct connection {
  char head[max_head];
  size_t head_length;
  char start[max_start]; // of the body, ended by a zero
  size_t start_length;
  long body_left; // -1 while the head is incomplete
  int is_get;
  unsigned generation; // of the descriptor, so that no reply goes to its next owner
};

// Requests that wait for their time, in the order they came: the delay is the same for all.
struct waiting {
  int descriptor;
  unsigned generation;
  double due;
  long number; // of the request, from 1
  int subjects; // how many are to be listed; -1 for a syllabus, 0 for a text
};

static struct connection *connections[max_descriptors];
static struct waiting line[max_descriptors];
static size_t line_head, line_tail;
static char *text;
static long fault_every;
static double delay, first_request, last_change, busy_seconds;
static long requests, in_flight;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

// Adds up requests in flight over time.
static void count(long change) {
  double time = now();
  if (requests == 0) first_request = last_change = time;
  busy_seconds += in_flight * (time - last_change);
  last_change = time;
  in_flight += change;
}

static void send_all(int descriptor, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t sent = write(descriptor, bytes, length);
    if (sent <= 0) return;
    bytes += sent;
    length -= sent;
  }
}

static void send_json(int descriptor, const char *json) {
  char reply[1024];
  int length = snprintf(reply, sizeof reply,
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
    strlen(json), json);
  send_all(descriptor, reply, length);
}

static void answer_get(int descriptor, const char *head) {
  char json[256];
  double seconds = last_change - first_request;
  if (strncmp(head, "GET /v1/busy", 12) != 0) {
    send_json(descriptor, "{\"object\":\"list\",\"data\":[{\"id\":\"bench\",\"object\":\"model\"}]}");
    return;
  }
  snprintf(json, sizeof json, "{\"requests\":%ld,\"seconds\":%.3f,\"mean_in_flight\":%.1f}", requests,
    seconds, seconds > 0 ? busy_seconds / seconds : 0.0);
  send_json(descriptor, json);
}

// Which reply the body's start asks for, as `struct waiting` has it.
static int wanted_subjects(const char *start) {
  const char *list = strstr(start, "\"List ");
  if (list) return atoi(list + 6);
  return strstr(start, "\"Write the syllabus") ? -1 : 0;
}

static void request_is_whole(int descriptor, struct connection *connection) {
  connection->body_left = -1;
  connection->head_length = 0;
  if (connection->is_get) {
    answer_get(descriptor, connection->head);
    return;
  }
  count(1);
  requests++;
  line[line_tail++ % max_descriptors] = (struct waiting){
    descriptor, connection->generation, now() + delay, requests, wanted_subjects(connection->start)};
}

static void keep_start(struct connection *connection, const char *bytes, size_t length) {
  size_t room = max_start - 1 - connection->start_length;
  if (length > room) length = room;
  memcpy(connection->start + connection->start_length, bytes, length);
  connection->start_length += length;
  connection->start[connection->start_length] = 0;
}

static void read_head(struct connection *connection) {
  char *end = memmem(connection->head, connection->head_length, "\r\n\r\n", 4);
  if (!end) return;
  *end = 0;
  char *length = strcasestr(connection->head, "\r\ncontent-length:");
  long body = length ? atol(length + 17) : 0;
  connection->is_get = strncmp(connection->head, "GET", 3) == 0;
  size_t came = connection->head_length - (end + 4 - connection->head);
  connection->body_left = body - (long)came;
  connection->start_length = 0;
  keep_start(connection, end + 4, came);
}

static void hang_up(int descriptor) {
  connections[descriptor]->generation++;
  connections[descriptor]->head_length = 0;
  connections[descriptor]->body_left = -1;
  close(descriptor);
}

static void receive(int descriptor) {
  static char rest[65536];
  struct connection *connection = connections[descriptor];
  char *place = rest;
  size_t room = sizeof rest;
  if (connection->body_left < 0) {
    place = connection->head + connection->head_length;
    room = max_head - 1 - connection->head_length;
  }
  ssize_t got = read(descriptor, place, room);
  if (got <= 0) {
    hang_up(descriptor);
    return;
  }
  if (connection->body_left < 0) {
    connection->head_length += got;
    connection->head[connection->head_length] = 0;
    read_head(connection);
  } else {
    connection->body_left -= got;
    keep_start(connection, rest, got);
  }
  if (connection->body_left == 0) request_is_whole(descriptor, connection);
}

// The JSON of a list of subjects, escaped as the content of a message.
static size_t write_subjects(char *place, int subjects) {
  char *end = place + sprintf(place, "{\\\"subjects\\\":[");
  for (int i = 0; i < subjects; i++)
    end += sprintf(end,
      "%s{\\\"name\\\":\\\"Subject %d\\\",\\\"level\\\":300,"
      "\\\"subtopics\\\":[\\\"basics\\\",\\\"methods\\\",\\\"practice\\\"]}", i ? "," : "", i + 1);
  return end - place + sprintf(end, "]}");
}

// The JSON of a syllabus of ten sessions with five concepts each, escaped likewise.
static size_t write_syllabus(char *place) {
  char *end = place + sprintf(place,
    "{\\\"description\\\":\\\"A course.\\\",\\\"objectives\\\":[\\\"to know\\\"],\\\"sessions\\\":[");
  for (int i = 1; i <= 10; i++) {
    end += sprintf(end,
      "%s{\\\"name\\\":\\\"Session %d\\\",\\\"description\\\":\\\"What the session is about.\\\","
      "\\\"concepts\\\":[", i > 1 ? "," : "", i);
    for (int k = 1; k <= 5; k++)
      end += sprintf(end, "%s\\\"Key concept %d of session %d\\\"", k > 1 ? "," : "", k, i);
    end += sprintf(end, "]}");
  }
  return end - place + sprintf(end, "]}");
}

// One chat completion, whose text begins with the request's number, so that no two are the same.
static void complete(int descriptor, const struct waiting *request, const char *finish_reason) {
  static char content[1 << 20], json[(1 << 20) + 1024], head[256];
  size_t length;
  if (request->subjects > 0) length = write_subjects(content, request->subjects);
  else if (request->subjects < 0) length = write_syllabus(content);
  else length = snprintf(content, sizeof content, "%ld %s", request->number, text);
  size_t body = sprintf(json,
    "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1700000000,"
    "\"model\":\"bench\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
    "\"content\":\"%s\"},\"finish_reason\":\"%s\"}],\"usage\":{\"prompt_tokens\":60,"
    "\"completion_tokens\":%zu,\"total_tokens\":%zu}}",
    content, finish_reason, length / 4, 60 + length / 4);
  int start = sprintf(head,
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n", body);
  memmove(json + start, json, body);
  memcpy(json, head, start);
  send_all(descriptor, json, start + body);
}

static void hang_up(int descriptor);

static void answer(const struct waiting *request) {
  static const char broken[] = "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 4\r\n\r\nboom";
  int is_fault = fault_every > 0 && request->number % fault_every == 0;
  switch (is_fault ? request->number / fault_every % 3 : -1) {
  case 0: send_all(request->descriptor, broken, sizeof broken - 1); break;
  case 1: hang_up(request->descriptor); break;
  case 2: complete(request->descriptor, request, "length"); break;
  default: complete(request->descriptor, request, "stop");
  }
}

static void answer_due(void) {
  for (; line_head < line_tail; line_head++) {
    struct waiting next = line[line_head % max_descriptors];
    if (next.due > now()) return;
    count(-1);
    if (connections[next.descriptor]->generation == next.generation) answer(&next);
  }
}

static int milliseconds_to_next(void) {
  if (line_head == line_tail) return 60000;
  double left = line[line_head % max_descriptors].due - now();
  return left > 0 ? (int)(left * 1000) + 1 : 0;
}

static void prepare_text(size_t bytes) {
  text = malloc(bytes + 1);
  for (size_t i = 0; i < bytes; i++) text[i] = i % 6 == 5 ? ' ' : 'a' + i % 23;
  text[bytes] = 0;
}

static int listener(void) {
  int descriptor = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  if (bind(descriptor, (struct sockaddr *)&address, size) != 0 || listen(descriptor, 4096) != 0) {
    perror("endpoint");
    exit(1);
  }
  getsockname(descriptor, (struct sockaddr *)&address, &size);
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  return descriptor;
}

static void welcome(int events, int server) {
  int descriptor = accept(server, NULL, NULL), on = 1;
  if (descriptor < 0) return;
  if (descriptor >= max_descriptors) {
    close(descriptor);
    return;
  }
  setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (!connections[descriptor]) {
    connections[descriptor] = calloc(1, sizeof(struct connection));
    connections[descriptor]->body_left = -1;
  }
  struct epoll_event event = {.events = EPOLLIN, .data.fd = descriptor};
  epoll_ctl(events, EPOLL_CTL_ADD, descriptor, &event);
}

int main(int count, char **arguments) {
  if (count < 2) {
    fprintf(stderr, "usage: endpoint DELAY_MS [REPLY_BYTES [FAULT_EVERY]]\n");
    return 2;
  }
  signal(SIGPIPE, SIG_IGN);
  struct rlimit limit = {max_descriptors, max_descriptors};
  setrlimit(RLIMIT_NOFILE, &limit);
  delay = atof(arguments[1]) / 1000;
  prepare_text(count > 2 ? atol(arguments[2]) : 800);
  fault_every = count > 3 ? atol(arguments[3]) : 0;
  int events = epoll_create1(0), server = listener();
  struct epoll_event event = {.events = EPOLLIN, .data.fd = server}, ready[512];
  epoll_ctl(events, EPOLL_CTL_ADD, server, &event);
  for (;;) {
    int number = epoll_wait(events, ready, 512, milliseconds_to_next());
    for (int i = 0; i < number; i++) {
      if (ready[i].data.fd == server) welcome(events, server);
      else receive(ready[i].data.fd);
    }
    answer_due();
  }
}
