/** Every file comes from the hook; a component that gives nothing leaves no file behind. */
export default function () {
  return null;
}
