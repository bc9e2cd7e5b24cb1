extension ChatTemplate {
  /// The families that are known by name (Magpie's own configuration, and llama.cpp's table of
  /// templates).
  public static let families: [ChatTemplate] = [
    llama3, llama2, llama4, chatML("chatml"), chatML("qwen2"), qwen25, chatML("qwen3"), smolLM2,
    gemma,
    phi3, phi4, mistral, mistralTekken, chatML("yi"), vicuna, zephyr, commandR, deepSeek, granite,
    exaone, glm4, kimi,
  ]

  /// The family called `name`, or nil.
  public static func family(_ name: String) -> ChatTemplate? {
    families.first { $0.family == name }
  }

  private static func chatML(_ name: String, stock: String = "") -> ChatTemplate {
    ChatTemplate(
      family: name, system: Around("<|im_start|>system\n", "<|im_end|>\n"),
      stock: stock.isEmpty ? "" : "<|im_start|>system\n\(stock)<|im_end|>\n",
      user: Around("<|im_start|>user\n", "<|im_end|>\n"),
      assistant: Around("<|im_start|>assistant\n", "<|im_end|>\n"),
      stops: ["<|im_end|>", "<|im_start|>", "<|endoftext|>"])
  }

  private static let qwen25 = chatML(
    "qwen2.5", stock: "You are Qwen, created by Alibaba Cloud. You are a helpful assistant.")

  private static let smolLM2 = chatML(
    "smollm2", stock: "You are a helpful AI assistant named SmolLM, trained by Hugging Face")

  private static func llama(_ name: String, _ start: String, _ end: String, _ stop: String)
    -> ChatTemplate
  {
    func head(_ role: String) -> String { "\(start)\(role)\(end)\n\n" }
    return ChatTemplate(
      family: name, system: Around(head("system"), stop), user: Around(head("user"), stop),
      assistant: Around(head("assistant"), stop), stops: [stop, start, end])
  }

  private static let llama3 = llama(
    "llama3", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>")
  private static let llama4 = llama("llama4", "<|header_start|>", "<|header_end|>", "<|eot|>")

  private static let llama2 = ChatTemplate(
    family: "llama2", user: Around("[INST] ", " [/INST]"), assistant: Around(" ", " </s><s>"),
    stops: ["[/INST]", "</s>", "[INST]"])

  private static let mistral = ChatTemplate(
    family: "mistral", user: Around("[INST] ", "[/INST]"), assistant: Around(" ", "</s>"),
    stops: ["[/INST]", "</s>", "[INST]"])

  private static let mistralTekken = ChatTemplate(
    family: "mistral-tekken", system: Around("[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]"),
    user: Around("[INST]", "[/INST]"), assistant: Around("", "</s>"),
    stops: ["[/INST]", "</s>", "[INST]"])

  private static let gemma = ChatTemplate(
    family: "gemma", user: Around("<start_of_turn>user\n", "<end_of_turn>\n"),
    assistant: Around("<start_of_turn>model\n", "<end_of_turn>\n"),
    stops: ["<end_of_turn>", "<start_of_turn>", "<eos>"])

  private static let phi3 = ChatTemplate(
    family: "phi3", system: Around("<|system|>\n", "<|end|>\n"),
    user: Around("<|user|>\n", "<|end|>\n"), assistant: Around("<|assistant|>\n", "<|end|>\n"),
    stops: ["<|end|>", "<|assistant|>", "<|user|>", "<|endoftext|>"])

  private static let phi4 = ChatTemplate(
    family: "phi4", system: Around("<|im_start|>system<|im_sep|>", "<|im_end|>"),
    user: Around("<|im_start|>user<|im_sep|>", "<|im_end|>"),
    assistant: Around("<|im_start|>assistant<|im_sep|>", "<|im_end|>"),
    stops: ["<|im_end|>", "<|im_start|>", "<|im_sep|>"])

  private static let vicuna = ChatTemplate(
    family: "vicuna", system: Around("", "\n\n"),
    stock: "A chat between a curious user and an artificial intelligence assistant. The assistant "
      + "gives helpful, detailed, and polite answers to the user's questions.\n\n",
    user: Around("USER: ", "\n"), assistant: Around("ASSISTANT: ", "</s>\n"),
    stops: ["ASSISTANT:", "</s>", "USER:"])

  private static let zephyr = ChatTemplate(
    family: "zephyr", system: Around("<|system|>\n", "\n"), user: Around("<|user|>\n", "\n"),
    assistant: Around("<|assistant|>\n", "\n"),
    stops: ["<|assistant|>", "<|endoftext|>", "</s>", "<|user|>"])

  private static let commandR = ChatTemplate(
    family: "command-r",
    system: Around("<|START_OF_TURN_TOKEN|><|SYSTEM_TOKEN|>", "<|END_OF_TURN_TOKEN|>"),
    user: Around("<|START_OF_TURN_TOKEN|><|USER_TOKEN|>", "<|END_OF_TURN_TOKEN|>"),
    assistant: Around("<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>", "<|END_OF_TURN_TOKEN|>"),
    stops: ["<|END_OF_TURN_TOKEN|>", "<|START_OF_TURN_TOKEN|>"])

  private static let deepSeek = ChatTemplate(
    family: "deepseek", system: Around("", ""), user: Around("<｜User｜>", ""),
    assistant: Around("<｜Assistant｜>", "<｜end▁of▁sentence｜>"),
    stops: ["<｜Assistant｜>", "<｜end▁of▁sentence｜>", "<｜User｜>"])

  private static func roled(_ name: String, _ role: (String) -> String, _ end: String)
    -> ChatTemplate
  {
    ChatTemplate(
      family: name, system: Around(role("system"), end), user: Around(role("user"), end),
      assistant: Around(role("assistant"), end),
      stops: [end.filter { !$0.isNewline }, role("assistant")].filter { !$0.isEmpty })
  }

  private static let granite = roled(
    "granite", { "<|start_of_role|>\($0)<|end_of_role|>" }, "<|end_of_text|>\n")
  private static let exaone = roled("exaone", { "[|\($0)|]" }, "[|endofturn|]\n")
  private static let glm4 = ChatTemplate(
    family: "glm4", system: Around("<|system|>\n", ""), user: Around("<|user|>\n", ""),
    assistant: Around("<|assistant|>\n", ""),
    stops: ["<|assistant|>", "<|user|>", "<|endoftext|>"])
  private static let kimi = roled("kimi", { "<|im_\($0)|>\($0)<|im_middle|>" }, "<|im_end|>")
}
