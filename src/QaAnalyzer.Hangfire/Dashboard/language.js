// Times such as "3 hours ago" have no language "zh", which is what the pages say; theirs is "zh-cn".
if (document.documentElement.lang === "zh") document.documentElement.lang = "zh-CN";
