// Hangfire's pages say "zh", for which its words of time ("3 hours ago") have no entry; theirs is "zh-cn".
if (document.documentElement.lang === "zh") Hangfire.config.locale = document.documentElement.lang = "zh-CN";
