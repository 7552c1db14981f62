/** The name of a container from its image: `registry.example.com/team/my_app:1` → `my-app`. */

export function containerName(image: string): string {
  const last = image.split("/").at(-1) ?? image;
  return (last.split(/[:@]/)[0] ?? last).replaceAll("_", "-");
}
