/** Pages carry moments in UTC; people read them in their own time zone. */
export function showLocalTimes(root) {
  for (const time of root.querySelectorAll("time.moment")) {
    const moment = new Date(time.dateTime);
    const two = number => String(number).padStart(2, "0");
    time.textContent = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())} ${two(moment.getHours())}:${two(moment.getMinutes())}`;
  }
}
